import { expect, test } from '@playwright/test';
import { cellTitle } from '../../../src/plan/title';
import { compileFile, matrix, row } from './plans';

function titles(rule: string, cells: string): string[] {
  const { rules } = compileFile(matrix([row('REC-04', { rule, cells })]));
  return rules.flatMap((one) => one.cells.map((cell) => cellTitle(one, cell)));
}

test('says who may, may not and must not learn what', () => {
  expect(titles('Add a record', 'allow | allow | deny: privilege | hide | deny')).toEqual([
    'admin may add a record · REC-04 · api',
    'editor may add a record · REC-04 · api',
    'viewer may not add a record · REC-04 · api',
    'outsider may not add a record, nor tell what exists · REC-04 · api',
    'anonymous may not add a record · REC-04 · api',
  ]);
});

const beginnings: [string, string][] = [
  ['CSV export', 'CSV export'],
  ['Áccent', 'áccent'],
  ['A form', 'a form'],
  ['2 rows', '2 rows'],
  ['add', 'add'],
];
for (const [rule, expected] of beginnings) {
  test(`begins "${rule}" within a sentence as "${expected}"`, () => {
    expect(titles(rule, 'allow | allow | allow | deny | deny')[0]).toBe(
      `admin may ${expected} · REC-04 · api`,
    );
  });
}

test('has no title for a cell that does not apply', () => {
  expect(() => titles('Add a record', 'allow | – | – | – | –')).toThrow('REC-04 does not apply to editor');
});
