import { tableCell } from '../text/markdown';
import { groupBy } from '../record/group-by';
import { markdownTable } from 'markdown-table';
import { writeWitnessed } from '../record/witnessed';
import { ORDER, surfaceOf, type Lock, type LockedCell, type LockedTarget } from './lock';

const LEGEND =
  'Written by `npx qa-plan lock` from the record of a run: what was seen, not what the plan expects. `denied: privilege`: ' +
  'refused for that reason; `silent`: answered OK, and nothing happened; `hidden`: answered as for what does not exist; ' +
  '`gave …`: what came of it beside the answer. On pages: `absent`, `disabled`, `offered`. `(gap)`: known to differ from ' +
  'the plan; **bold**: differs from it; `unseen`: nothing was proven; `–`: not planned.';

/** A lock as a Markdown page: a table per target and file, a line per rule and surface, a column per role. */
export function writeMarkdown({ targets, cells }: Lock): string {
  const parts = [...groupBy(cells, ({ target, file }) => JSON.stringify([target, file])).values()];
  return `${[
    '# What each role was seen to be allowed',
    targets.map((target) => `- ${describeTarget(target)}`).join('\n'),
    LEGEND,
    ...parts.map(writePart),
  ].join('\n\n')}\n`;
}

/** `local: the stand-in, release 0.11.0, seen by SQL` */
export const describeTarget = ({ name, standIn, release, witness }: LockedTarget): string =>
  [
    `${name}: ${standIn ? 'the stand-in' : 'an install'}`,
    `release ${release ?? 'unknown'}`,
    `seen ${witness === 'sql' ? 'by SQL' : 'through the API'}`,
  ].join(', ');

function writePart(cells: readonly LockedCell[]): string {
  const [first] = cells;
  const roles = [...new Set(cells.map(({ role }) => role))].sort(ORDER.compare);
  const rows = [
    ...groupBy(cells, ({ rule, surface, control }) => JSON.stringify([rule, surface, control])).values(),
  ];
  const table = [
    ['Rule', '', 'Surface', ...roles],
    ...rows.map((row) => [
      row[0].rule,
      row[0].title,
      surfaceOf(row[0]),
      ...roles.map((name) => writeCell(row.find(({ role }) => role === name))),
    ]),
  ];
  return [
    `## ${first?.area ?? ''} (${first?.target ?? ''})`,
    `From \`${first?.file ?? ''}\`.`,
    // Not aligned: where one cell changes, one line does.
    markdownTable(
      table.map((row) => row.map(tableCell)),
      { alignDelimiters: false },
    ),
  ].join('\n\n');
}

function writeCell(cell: LockedCell | undefined): string {
  if (!cell) return '–';
  const { seen, verdict } = cell;
  if (!seen) return 'unseen';
  const text = writeWitnessed(seen);
  if (verdict === 'pass') return text;
  return verdict === 'known gap' ? `${text} (gap)` : `**${text}**`;
}
