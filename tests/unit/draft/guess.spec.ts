import { expect, test } from '@playwright/test';
import { parametersIn } from '../../../src/draft/guess';

/** Of release 0.11.0, with other descriptions. */
const HELP =
  '<p>Adds one.</p><p>Args:     record_def: What it holds. Keys are numbers, and: more.     table_oid: Which table.' +
  '     database_id: Which database.     return_record_summaries: Whether to tell of the added         record.</p>' +
  '<p>Returns:     The record, with metadata: some.</p>';
const SIGNATURE = [['RecordAdded', 'dict', 'int', 'int', 'bool', 'undef']];

test('parameters are those that the help names, with the types of the signature', () => {
  expect(parametersIn(SIGNATURE, HELP)).toEqual([
    { name: 'record_def', type: 'dict' },
    { name: 'table_oid', type: 'int' },
    { name: 'database_id', type: 'int' },
    { name: 'return_record_summaries', type: 'bool' },
  ]);
});

test('types that do not fit the names are not told', () => {
  expect(parametersIn([['None']], HELP).map(({ type }) => type)).toEqual(['', '', '', '']);
});

test('an install that tells nothing tells of no parameters', () => {
  for (const nothing of [undefined, '', '<p>Lists them.</p>', 7])
    expect(parametersIn([], nothing)).toEqual([]);
});
