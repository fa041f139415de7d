import { markdownTable } from 'markdown-table';
import type { Figure } from './benchmark';
import { figuresOf, isMet, write, type Results } from './results';

const BEGIN = '<!-- npm run bench -- --write: begin -->';
const END = '<!-- npm run bench -- --write: end -->';

/** The table of all figures, with what was compared below it. */
export function writeTable({ machine, results }: Results): string {
  const rows = results.flatMap((result) =>
    figuresOf(result).map((figure) => [result.name, ...cellsOf(figure)]),
  );
  const head = ['Benchmark', 'Figure', 'Measured', 'Target', 'Met', 'Noise', 'From'];
  const about = results.map((result) => `- **${result.name}**: ${result.what}.${missingIn(result)}`);
  const notes = results.flatMap((result) =>
    'notes' in result ? (result.notes ?? []).map((note) => `- ${note}`) : [],
  );
  const { processors, node, platform } = machine;
  return [
    `Measured on a machine of ${String(processors)} processors (${platform}, Node ${node}).`,
    markdownTable([head, ...rows]),
    about.join('\n'),
    ...(notes.length > 0 ? [notes.join('\n')] : []),
  ].join('\n\n');
}

const missingIn = (result: Results['results'][number]) =>
  'missing' in result ? ` Not measured: ${result.missing}.` : '';

function cellsOf(figure: Figure): string[] {
  const { name, unit, better, target, spread, detail } = figure;
  const met = isMet(figure);
  return [
    name,
    write(figure),
    target === undefined ? '' : `at ${better === 'low' ? 'most' : 'least'} ${write({ value: target, unit })}`,
    met === undefined ? '' : met ? 'yes' : '**no**',
    spread === undefined ? '' : `${(spread * 100).toFixed(0)} %`,
    detail,
  ].map((text) => text.replaceAll('|', String.raw`\|`));
}

/** A page with a table in the place of the one before. @throws Error for a page without its marks */
export function withTable(page: string, table: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error(`the page has no lines "${BEGIN}" and "${END}"`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${page.slice(end)}`;
}
