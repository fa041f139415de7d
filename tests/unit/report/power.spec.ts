import { expect, test } from '@playwright/test';
import { writeCsv } from '../../../src/report/matrix/write-csv';
import { writeMarkdown } from '../../../src/report/matrix/write-markdown';
import { recordedCell, recordOf } from './records';

const CELLS = [recordedCell(), recordedCell({ rule: 'REC-05', ruleTitle: 'Change a record', id: 'other' })];
const power = { 'REC-04': { killed: 12, faults: 14 } };

test('the matrix shows the power of a rule, where the record has it', () => {
  const shown = writeMarkdown(recordOf(CELLS, { power }));
  expect(shown).toMatch(/\| Rule +\| +\| viewer +\| Power +\|/);
  expect(shown).toMatch(/\| REC-04 .*\| 12 of 14 \|/);
  expect(shown).toMatch(/\| REC-05 .*\| – +\|/);
  expect(writeMarkdown(recordOf(CELLS))).not.toContain('Power');
});

test('the CSV has the power in columns of its own, blank where it is not known', () => {
  const [head = '', first = '', second = ''] = writeCsv(recordOf(CELLS, { power })).split('\r\n');
  expect(head).toContain(',faults killed,faults,');
  expect(first).toContain(',12,14,qa-plan/records.md,');
  expect(second).toContain(',,,qa-plan/records.md,');
});
