import { expect, test } from '@playwright/test';
import { format } from 'prettier';
import { rowBelow, writeTable } from '../../../src/draft/markdown-table';

const ROWS = [
  ['REC-01', 'allow?', '✅', 'a'],
  ['REC-20', 'deny: privilege', '–', 'seen on 0.11.0'],
];
const TABLE = { header: ['ID', 'editor', 'b', 'n'], align: [undefined, 'center', 'right', 'left'] as const };

test('a table is laid out as prettier does', async () => {
  const text = writeTable({ ...TABLE, rows: ROWS });
  expect(await format(text, { parser: 'markdown' })).toBe(`${text}\n`);
});

test('a row is as wide as the columns above it where it fits', () => {
  const [, delimiters = '', first, second] = writeTable({ ...TABLE, rows: ROWS }).split('\n');
  expect(ROWS.map((row) => rowBelow(delimiters, row))).toEqual([first, second]);
  expect(rowBelow('| --- | :---: |', ['a', 'deny: collaborator'])).toBe('| a   | deny: collaborator |');
});
