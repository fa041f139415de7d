import Table from 'cli-table3';
import wrapAnsi from 'wrap-ansi';

type Align = 'left' | 'right';

const BORDERS = ['top', 'bottom', 'left', 'right', 'mid'] as const;
const CORNERS = ['top-mid', 'top-left', 'top-right', 'bottom-mid', 'bottom-left', 'bottom-right'] as const;
const CROSSINGS = ['left-mid', 'mid-mid', 'right-mid'] as const;
const PLAIN = Object.fromEntries([...BORDERS, ...CORNERS, ...CROSSINGS].map((part) => [part, '']));

/**
 * Formats rows as a plain table: columns two blanks apart, no borders, no trailing blanks.
 * @param rows all with the same number of cells; a multi-line cell makes several lines
 * @param options.indent blanks before each line
 * @param options.align of the columns, left by default; the last one applies to all that follow
 * @param options.widths minimum widths of columns, for tables that are printed row by row
 */
export function table(
  rows: readonly (readonly (string | number)[])[],
  { indent = 0, align = [], widths = [] }: { indent?: number; align?: Align[]; widths?: number[] } = {},
): string[] {
  const columns = rows[0]?.length ?? 0;
  const made = new Table({
    chars: { ...PLAIN, middle: '  ' },
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: Array.from({ length: columns }, (_, column) => align[column] ?? align.at(-1) ?? 'left'),
  });
  for (const row of rows) {
    made.push(row.map((cell, column) => String(cell).padEnd(widths[column] ?? 0)));
  }
  const lines = rows.length === 0 ? [] : made.toString().split('\n');
  return lines.map((line) => (' '.repeat(indent) + line).trimEnd());
}

/** `1 cell`, `2 cells`. */
export const count = (number: number, what: string): string =>
  `${String(number)} ${what}${number === 1 ? '' : 's'}`;

const COLUMNS = 80;

/** Text whose lines fit a terminal, as far as words allow it; what is cut off is indented by two more than its line. */
export const wrapLines = (text: string): string =>
  text
    .split('\n')
    .flatMap((line) => {
      const [, blanks = '', words = ''] = /^( *)(.*)$/.exec(line) ?? [];
      return line.length > COLUMNS ? wrap(words, blanks.length) : line;
    })
    .join('\n');

/** Text as indented lines that fit a terminal; continuation lines are indented by two more. */
export function wrap(text: string, indent: number): string[] {
  const lines = wrapAnsi(text, COLUMNS - indent - 2).split('\n');
  return lines.map((line, index) => ' '.repeat(index === 0 ? indent : indent + 2) + line);
}
