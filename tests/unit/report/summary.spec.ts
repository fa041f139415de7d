import { expect, test } from '@playwright/test';
import {
  verdictOf,
  writeFindings,
  writeTotals,
  writeWorse,
  type CellResult,
} from '../../../src/report/summary';

const cell = (given: Partial<CellResult>): CellResult => ({
  title: 'viewer may not add a record · REC-04 · api',
  role: 'viewer',
  rule: 'REC-04 Add a record',
  place: 'qa-plan/records.md:12',
  status: 'passed',
  verdict: 'pass',
  gap: undefined,
  control: undefined,
  ...given,
});

const cells = [
  cell({ role: 'admin' }),
  cell({}),
  cell({ verdict: 'breach', status: 'failed' }),
  cell({ verdict: 'known gap', gap: 'breach' }),
  cell({ verdict: 'known gap', gap: 'breach', role: 'editor' }),
];
const onPages = { verdict: 'known gap', gap: 'offered but refused', control: 'cell menu: Paste' };

test('totals: roles down, verdicts across, pass and known gap first', () => {
  expect(writeTotals(cells).split('\n')).toEqual([
    '  role    pass  known gap  breach',
    '  admin      1          ·       ·',
    '  viewer     1          1       1',
    '  editor     ·          1       ·',
    '  all        2          2       1',
  ]);
});

test('findings: failures in a line each, then the known gaps, a line a rule', () => {
  expect(writeFindings(cells).split('\n')).toEqual([
    'Findings',
    '  breach: viewer, REC-04 Add a record  qa-plan/records.md:12',
    'Known gaps (1 rules)',
    '  breach: REC-04 viewer, editor  qa-plan/records.md:12',
  ]);
});

test('findings on pages: the control of a failure; known gaps apart from those of the API, a role once', () => {
  const failed = cell({ ...onPages, verdict: 'breach', gap: undefined, status: 'failed' });
  expect(
    writeFindings(
      [failed, cell({ verdict: 'known gap', gap: 'breach' })].concat([cell(onPages), cell(onPages)]),
    ).split('\n'),
  ).toEqual([
    'Findings',
    '  breach: viewer, REC-04 Add a record (cell menu: Paste)  qa-plan/records.md:12',
    'Known gaps (1 rules)',
    '  breach: REC-04 viewer  qa-plan/records.md:12',
    '  offered but refused: REC-04 on pages, viewer  qa-plan/records.md:12',
  ]);
});

test('a cell that is worse than its gap is told apart from the findings, with what the gap excuses', () => {
  const worse = cell({ verdict: 'breach', status: 'failed', excused: 'inconclusive' });
  expect(writeWorse([...cells, worse]).split('\n')).toEqual([
    'WORSE THAN A KNOWN GAP',
    '  breach: viewer, REC-04 Add a record  qa-plan/records.md:12; known: inconclusive',
  ]);
  expect(writeFindings([...cells, worse])).toBe(writeFindings(cells));
});

test('a finding that repeats is one line, with how often', () => {
  const twice = cell({ verdict: 'breach', status: 'failed' });
  expect(writeFindings([twice, twice]).split('\n')).toEqual([
    'Findings',
    '  breach: viewer, REC-04 Add a record  qa-plan/records.md:12, 2 times',
  ]);
});

test('a test that did not end well has no good verdict, whatever was judged before its end', () => {
  for (const noted of [undefined, 'pass', 'known gap']) {
    expect(verdictOf('interrupted', noted)).toBe('interrupted');
    expect(verdictOf('failed', noted)).toBe('inconclusive');
    expect(verdictOf('timedOut', noted)).toBe('inconclusive');
  }
  expect(verdictOf('interrupted', 'breach')).toBe('breach');
  expect(verdictOf('passed', 'known gap')).toBe('known gap');
});

test('nothing is said where nothing was found', () => {
  expect(writeFindings([cell({})])).toBe('');
  expect(writeWorse(cells)).toBe('');
});
