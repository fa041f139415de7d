import type { Revocation } from '../record/schema';
import { table, wrap } from '../text/terminal';

/** The rows of the revocation clock: a way each, `median / worst` in milliseconds for each surface. */
export function clockRows(times: readonly Revocation[]): string[][] {
  const [ways, surfaces] = [
    distinct(times.map(({ way }) => way)),
    distinct(times.map(({ surface }) => surface)),
  ];
  return [
    ['way to have the right', ...surfaces],
    ...ways.map((way) => [
      way,
      ...surfaces.map((surface) =>
        write(times.filter((time) => time.way === way && time.surface === surface)),
      ),
    ]),
  ];
}

function write(times: readonly Revocation[]): string {
  const sorted = times.toSorted((one, other) => one.ms - other.ms);
  const [median, worst] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted.at(-1)];
  return median && worst ? `${writeMs(median)} / ${writeMs(worst)}` : '–';
}

const writeMs = ({ ms, isOpen }: Revocation) => `${isOpen ? '> ' : ''}${String(ms)}`;

/** The revocation clock as texts by way: `API with the old session: 35 / 120 ms; open page: …`. */
export function clockByWay(times: readonly Revocation[]): [way: string, text: string][] {
  const [[, ...surfaces] = [], ...rows] = clockRows(times);
  return rows.map(([way = '', ...cells]) => [
    way,
    cells.flatMap((cell, n) => (cell === '–' ? [] : `${surfaces[n] ?? ''}: ${cell} ms`)).join('; '),
  ]);
}

/** The revocation clock as a Markdown page. */
export function writeClockPage(times: readonly Revocation[]): string {
  const [head = [], ...rows] = clockRows(times);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    '# Revocation clock',
    '',
    'How long a right still worked, or was still shown, after it was taken: median / worst, in milliseconds. Each time is',
    'that of the first attempt, or look at a page, that no longer had the right, so the right ended no later; `>` says that',
    'it had not ended when the look did.',
    '',
    ...[line(head), line(head.map(() => '---')), ...rows.map(line)],
    '',
  ].join('\n');
}

/** The clock in short: how many ways, the slowest, and all that had not ended; empty without times. */
export function writeClock(times: readonly Revocation[]): string {
  const worst = times.toSorted((one, other) => other.ms - one.ms)[0];
  if (!worst) return '';
  const ways = distinct(times.map(({ way }) => way)).length;
  const open = times.filter(({ isOpen }) => isOpen);
  return [
    ...wrap(
      `Revocation clock: ${ways === 1 ? '1 way' : `${String(ways)} ways`} to have a right, the slowest ended after ${writeMs(worst)} ms ` +
        `(${worst.way}, ${worst.surface})`,
      0,
    ),
    ...(open.length > 0 ? table(clockRows(open), { indent: 2, align: ['left', 'right'] }) : []),
  ].join('\n');
}

const distinct = (values: readonly string[]) => [...new Set(values)];
