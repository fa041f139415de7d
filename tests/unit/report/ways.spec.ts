import { expect, test } from '@playwright/test';
import type { WaysNote } from '../../../src/record/schema';
import { writeWays } from '../../../src/report/terminal/ways';

const note = (given: Partial<WaysNote>): WaysNote => ({
  ...{ read: 'records.list', promised: [], unpromised: [], proven: [] },
  ...given,
});

test('forms by which no allowed role got an answer are named, once for all cells', () => {
  const notes = [
    note({ promised: ['filter of a text', 'limit 2'], unpromised: ['GET'] }),
    note({ promised: ['filter of a text', 'limit 2'], unpromised: ['PUT'], proven: ['limit 2'] }),
    note({ read: 'users.list', promised: ['in a batch'] }),
  ];
  expect(writeWays(notes, 'seed 7').split('\n')).toEqual([
    'Ways to ask: 5 forms of 2 reads, pairs by seed 7',
    '  unproven form: records.list, filter of a text',
    '  unproven reads, as no allowed role got an answer here: users.list',
    '  these forms, which nobody is promised, answered nobody: GET; PUT',
  ]);
  expect(writeWays([], 'seed 7')).toBe('');
});
