import { expect, test } from '@playwright/test';
import { nextId, sentenceOf } from '../../../src/draft/words';

for (const [call, sentence] of [
  ['records.add', 'Add a record'],
  ['records.list', 'List records'],
  ['records.list_summaries', 'List summaries of records'],
  ['tables.list_with_metadata', 'List tables with metadata'],
  ['tables.get_with_metadata', 'Read a table with metadata'],
  ['columns.reset_mash', 'Reset mash of a column'],
  ['tables.privileges.list_direct', 'List direct privileges of a table'],
  ['explorations.delete', 'Delete an exploration'],
  ['records.add(table: secrets)', 'Add a record (table: secrets)'],
] as const)
  test(`the words of ${call} make a sentence`, () => {
    expect(sentenceOf(call)).toBe(sentence);
  });

test('the next ID follows the highest of its kind in the whole plan', () => {
  expect(nextId('records', ['REC-01', 'REC-02'], ['REC-01', 'REC-02', 'REC-19', 'TAB-30'])).toBe('REC-20');
  expect(nextId('records', ['REC-9'], ['REC-9'])).toBe('REC-10');
});

test('an area without IDs gets letters that no other area has', () => {
  expect(nextId('record-files', [], ['REC-01'])).toBe('RECO-01');
  expect(nextId('webhooks', [], ['REC-01'])).toBe('WEB-01');
});
