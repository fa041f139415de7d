import { readFileSync } from 'node:fs';

/** How many characters of a row are shown around its cell: a matrix is wider than a terminal. */
const WIDTH = 66;

/**
 * A row of the plan with a caret under the cell, cut to fit a terminal of 80 columns.
 * @returns two lines; empty when the row can not be read, because that must not hide the failure
 */
export function planFrame({ file, line, column }: { file: string; line: number; column: number }): string {
  let row: string;
  try {
    row = readFileSync(file, 'utf8').split(/\r?\n/)[line - 1] ?? '';
  } catch {
    return '';
  }
  const start = Math.max(0, column - 1 - WIDTH / 3);
  const shown = `${start > 0 ? '…' : ''}${row.slice(start, start + WIDTH)}${row.length > start + WIDTH ? '…' : ''}`;
  const indent = String(line).replaceAll(/\d/g, ' ');
  const caret = ' '.repeat(column - 1 - start + (start > 0 ? 1 : 0));
  return `> ${String(line)} | ${shown}\n  ${indent} | ${caret}^`;
}
