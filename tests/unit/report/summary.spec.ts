import { expect, test } from '@playwright/test';
import { verdictOf } from '../../../src/report/record/of-test';
import { writeFindings, writeGaps, writeSummary, writeTotals } from '../../../src/report/terminal/summary';
import { knownGap, recordedCell, recordOf } from './records';

const breach = recordedCell({ verdict: 'breach', status: 'failed' });
const control = { surface: 'ui', control: 'cell menu: Paste' } as const;
const cells = [
  recordedCell({ role: 'admin' }),
  recordedCell(),
  breach,
  knownGap(),
  knownGap('breach', { role: 'editor' }),
];

const lines = (text: string) => text.split('\n');

test('totals: roles down; proofs, known gaps, findings and what was not run across', () => {
  expect(lines(writeTotals(cells))).toEqual([
    '  role    pass  known gap  finding',
    '  admin      1          ·        ·',
    '  viewer     1          1        1',
    '  editor     ·          1        ·',
    '  all        2          2        1',
  ]);
  const skipped = recordedCell({ verdict: 'not run', status: 'skipped' });
  expect(lines(writeTotals([skipped]))).toEqual([
    '  role    not run',
    '  viewer        1',
    '  all           1',
  ]);
});

test('findings: worse than a known gap first, then by verdict, then by the severity of the rule; a repeated one once', () => {
  const results = [
    recordedCell({ verdict: 'inconclusive', status: 'failed', severity: 'blocker' }),
    breach,
    breach,
    recordedCell({ verdict: 'breach', status: 'failed', severity: 'blocker', rule: 'REC-05' }),
    recordedCell({ verdict: 'breach', status: 'failed', ...control }),
    recordedCell({ verdict: 'leak', status: 'failed', excused: 'inconclusive' }),
    ...cells.slice(0, 2),
  ];
  expect(lines(writeFindings(results))).toEqual([
    'WORSE THAN A KNOWN GAP (1)',
    '  leak: viewer, REC-04 Add a record  qa-plan/records.md:12; known:',
    '    inconclusive',
    '',
    'FINDINGS (5)',
    '  breach: viewer, REC-05 Add a record  qa-plan/records.md:12',
    '  breach: viewer, REC-04 Add a record  qa-plan/records.md:12, 2 times',
    '  breach: viewer, REC-04 Add a record (cell menu: Paste)',
    '    qa-plan/records.md:12',
    '  inconclusive: viewer, REC-04 Add a record  qa-plan/records.md:12',
  ]);
});

test('known gaps, each: a line per rule and verdict, on pages apart from the API, a role once', () => {
  const onPages = knownGap('offered but refused', control);
  expect(lines(writeGaps([...cells, onPages, onPages]))).toEqual([
    'Known gaps: 4 cells of 1 rule',
    '  breach: REC-04 viewer, editor  qa-plan/records.md:12',
    '  offered but refused: REC-04 on pages, viewer  qa-plan/records.md:12',
  ]);
});

test('a summary begins with what is wrong, has a line per verdict of known gaps, and ends with the counts', () => {
  const text = writeSummary(recordOf(cells, { findings: ['viewer is a superuser'], planned: 6 }));
  const parts = text.split('\n\n').map((part) => part.split('\n')[0]);
  expect(parts).toEqual([
    'PREFLIGHT FINDINGS',
    'FINDINGS (1)',
    '  role    pass  known gap  finding',
    'Known gaps: 2 cells of 1 rule, where nothing is proven',
    '2 passed, 1 failed, 2 known gaps, 1 not run (12 s)',
  ]);
  expect(Math.max(...lines(text).map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('a quiet summary has what is wrong and the counts alone', () => {
  expect(lines(writeSummary(recordOf([breach, knownGap()]), { quiet: true }))).toEqual([
    'FINDINGS (1)',
    '  breach: viewer, REC-04 Add a record  qa-plan/records.md:12',
    '',
    '0 passed, 1 failed, 1 known gap (12 s)',
  ]);
});

test('the record of a killed run says so', () => {
  expect(writeSummary({ ...recordOf([recordedCell()], { planned: 3 }), end: null }, { quiet: true })).toBe(
    '1 passed, 0 failed, 2 not run; the run has not ended',
  );
});

test('a test that failed after a good judgement is inconclusive, and one that did not run is no pass', () => {
  for (const noted of [undefined, 'pass', 'known gap']) {
    expect(verdictOf('failed', noted)).toBe('inconclusive');
    expect(verdictOf('timedOut', noted)).toBe('inconclusive');
    expect(verdictOf('skipped', noted)).toBe('not run');
    expect(verdictOf('interrupted', noted)).toBe('interrupted');
  }
  for (const status of ['failed', 'interrupted'] as const) expect(verdictOf(status, 'breach')).toBe('breach');
  expect(verdictOf('passed', 'known gap')).toBe('known gap');
});
