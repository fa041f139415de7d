import { expect, test } from '@playwright/test';
import { changeOf, diff } from '../../../src/upgrade/diff';
import { compareWithPlan } from '../../../src/upgrade/compare-with-plan';
import type { RecordedCell, Recording } from '../../../src/upgrade/recording';
import { severityOf } from '../../../src/cli/diff-command';
import { EXIT } from '../../../src/text/exit-codes';
import { snapshotOf } from '../../../src/target/snapshot';
import { lost } from '../../../src/upgrade/survival';
import { diffToJson, writeDiff } from '../../../src/upgrade/write-diff';
import { writeComparison } from '../../../src/upgrade/write-comparison';
import type { PlannedChange } from '../../../src/upgrade/plan/row';

const DENIED = { kind: 'denied', reason: 'admin', code: -32603 } as const;
const ALLOWED = { kind: 'allowed' } as const;

const CRASH = { outcome: { kind: 'error', code: -31049 } } as const;
const NOT_RUN = { outcome: { kind: 'not run', why: 'it sends a message' } } as const;
const UNTRIED = { outcome: { kind: 'untried', why: 'forms.add answered -31002' } } as const;

const cell = (change: Partial<RecordedCell> = {}): RecordedCell => ({
  rule: 'USR-01',
  area: 'users',
  title: 'List all users',
  action: 'users.list',
  role: 'viewer',
  outcome: DENIED,
  effect: [],
  ...change,
});
const recording = (release: string, cells: RecordedCell[], witness: 'sql' | 'api' = 'sql'): Recording => ({
  format: 1,
  release,
  date: '2026-01-02',
  witness,
  cells,
});
const planned = (change: Partial<PlannedChange> = {}): PlannedChange => ({
  rule: 'USR-01',
  title: 'List all users',
  action: 'users.list',
  role: 'viewer',
  before: { kind: 'allow' },
  after: { kind: 'deny', reason: 'admin' },
  source: 'release notes',
  position: { file: 'qa-plan/upgrade.md', line: 9, column: 3 },
  ...change,
});

const CHANGES: [string, Partial<RecordedCell>, Partial<RecordedCell>, string | undefined][] = [
  ['nothing', {}, {}, undefined],
  ['refused, now answered', {}, { outcome: ALLOWED }, 'loosened'],
  [
    'an error that did something, now answered',
    { ...CRASH, effect: ['users'] },
    { outcome: ALLOWED },
    'loosened',
  ],
  ['refused, now with the planted value', { canary: false }, { canary: true }, 'loosened'],
  ['refused, now with an effect', {}, { effect: ['users'] }, 'loosened'],
  [
    'more is told, less is done',
    { outcome: ALLOWED, effect: ['users'], canary: false },
    { outcome: ALLOWED, canary: true },
    'loosened',
  ],
  ['answered, now refused', { outcome: ALLOWED }, {}, 'tightened'],
  [
    'answered, now without the planted value',
    { outcome: ALLOWED, canary: true },
    { outcome: ALLOWED, canary: false },
    'tightened',
  ],
  [
    'answered, now without effect',
    { outcome: ALLOWED, effect: ['users'] },
    { outcome: ALLOWED },
    'tightened',
  ],
  ['another reason', {}, { outcome: { kind: 'denied', reason: 'login', code: -32603 } }, 'other'],
  ['another code', {}, { outcome: { ...DENIED, code: 1 } }, 'other'],
  [
    'another effect',
    { outcome: ALLOWED, effect: ['users'] },
    { outcome: ALLOWED, effect: ['roles', 'users'] },
    'other',
  ],
];

for (const [name, before, after, expected] of CHANGES) {
  test(`a change is named for what it gives or takes: ${name}`, () => {
    expect(changeOf(cell(before), cell(after))).toBe(expected);
  });
}

const INCONCLUSIVE: [
  what: string,
  before: Partial<RecordedCell>,
  after: Partial<RecordedCell>,
  reason: string | undefined,
][] = [
  ['refused, now an error', {}, CRASH, 'error (-31049) in the second'],
  ['an error, now answered', CRASH, { outcome: ALLOWED, canary: true }, 'error (-31049) in the first'],
  [
    'not tried, now answered',
    UNTRIED,
    { outcome: ALLOWED },
    'not tried (forms.add answered -31002) in the first',
  ],
  ['not run, now answered', NOT_RUN, { outcome: ALLOWED }, 'not run (it sends a message) in the first'],
  [
    'not run, now not tried',
    NOT_RUN,
    UNTRIED,
    'not run (it sends a message) in the first, not tried (forms.add answered -31002) in the second',
  ],
  ['never tried', UNTRIED, UNTRIED, 'not tried (forms.add answered -31002) in both'],
  [
    'two errors',
    CRASH,
    { outcome: { kind: 'error', code: 500 } },
    'error (-31049) in the first, error (500) in the second',
  ],
  ['the same error twice', CRASH, CRASH, undefined],
];

for (const [what, before, after, reason] of INCONCLUSIVE) {
  test(`only what was tried on both sides is compared: ${what}`, () => {
    const found = diff(recording('1.0.0', [cell(before)]), recording('1.1.0', [cell(after)]));
    expect(found.differences).toEqual([]);
    expect(found.notCompared.map((each) => each.reason)).toEqual(reason === undefined ? [] : [reason]);
    expect(found.compared).toBe(reason === undefined ? 1 : 0);
    expect(severityOf(found)).toBe(reason === undefined ? EXIT.fine : EXIT.found);
  });
}

test('what is not run on either side is told, and is no finding', () => {
  const found = diff(recording('1.0.0', [cell(NOT_RUN)]), recording('1.1.0', [cell(NOT_RUN)]));
  expect(found.notCompared.map(({ reason }) => reason)).toEqual(['not run (it sends a message) in both']);
  expect(severityOf(found)).toBe(EXIT.fine);
});

test('an error that tells more than before is a loosened cell all the same', () => {
  const before = recording('1.0.0', [cell({ canary: false })]);
  const after = recording('1.1.0', [cell({ ...CRASH, canary: true })]);
  const found = diff(before, after);
  expect(found.differences).toMatchObject([{ change: 'loosened' }]);
  expect(severityOf(found)).toBe(EXIT.loosened);
});

test('two hundred untried cells are one line with the reason, and are all named as JSON', () => {
  const roles = Array.from({ length: 200 }, (_, index) => `role${String(index)}`);
  const before = recording('0.9.0', [
    ...roles.map((role) => cell({ role, ...UNTRIED })),
    cell({ rule: 'USR-02', ...CRASH }),
  ]);
  const after = recording('0.11.0', [
    ...roles.map((role) => cell({ role, outcome: ALLOWED })),
    cell({ rule: 'USR-02' }),
  ]);
  const found = diff(before, after);
  expect(writeDiff(before, after, found)).toBe(`release 0.9.0 of 2026-01-02 → release 0.11.0 of 2026-01-02
0 cells compared, so nothing is known

not compared: nothing was proven on one side (201 cells)
  200 cells: not tried (forms.add answered -31002) in the first
  1 cell: error (-31049) in the first`);
  const json = JSON.parse(diffToJson(before, after, found)) as { notCompared: { cells: unknown[] }[] };
  expect(json.notCompared.map(({ cells }) => cells.length)).toEqual([200, 1]);
});

test('cells of one recording alone are told, and a rule with another action is another rule', () => {
  const before = recording('1.0.0', [cell(), cell({ role: 'editor' })]);
  const after = recording('1.1.0', [cell(), cell({ role: 'editor', action: 'users.get' })]);
  const found = diff(before, after);
  expect(found.compared).toBe(1);
  expect(found.notCompared.map(({ reason, cells }) => [reason, cells.map(({ action }) => action)])).toEqual([
    ['not in the second recording', ['users.list']],
    ['not in the first recording', ['users.get']],
  ]);
});

test('effects are compared only where the same witness saw them', () => {
  const before = recording('1.0.0', [cell({ outcome: ALLOWED, effect: ['databases'] })]);
  const after = recording('1.1.0', [cell({ outcome: ALLOWED })], 'api');
  expect(diff(before, after)).toMatchObject({ differences: [], withoutEffects: true });
});

test('a difference is readable in 80 columns, and whole as JSON', () => {
  const roles = ['manager', 'editor', 'viewer', 'outsider'];
  const before = recording(
    '0.10.1',
    roles.map((role) =>
      cell({ role, outcome: ALLOWED, canary: true, title: `List all users ${'and more '.repeat(9)}` }),
    ),
  );
  const after = recording(
    '0.11.0',
    before.cells.map((was) => ({ ...was, outcome: DENIED, canary: false })),
  );
  const found = diff(before, after);
  const text = writeDiff(before, after, found);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(text).toContain(`tightened: may do or see less than before (4 cells)`);
  expect(text).toContain(`    manager, editor, viewer, outsider
      was allowed, read
      now denied: admin (-32603)`);
  const json = JSON.parse(diffToJson(before, after, found)) as { tightened: unknown[]; loosened: unknown[] };
  expect([json.tightened.length, json.loosened.length]).toEqual([4, 0]);
});

test('only what is planned may change, and all of it must', () => {
  const before = recording('0.10.1', [cell({ outcome: ALLOWED, canary: true })]);
  const after = recording('0.11.0', [cell({ canary: false })]);

  const right = compareWithPlan(before, after, [planned()]);
  expect(right).toMatchObject({ missed: [], unplanned: { differences: [] } });
  expect(right.happened).toHaveLength(1);

  expect(compareWithPlan(before, after, []).unplanned.differences).toMatchObject([{ change: 'tightened' }]);

  const still = compareWithPlan(before, before, [planned()]);
  expect(still.missed).toHaveLength(1);
  expect(writeComparison(before, before, still)).toContain(`0 of 1 planned changes happened

qa-plan/upgrade.md:9:3  did not happen as planned
  USR-01 List all users · users.list
    viewer
      before planned allow; recorded: allowed, read
      after  planned deny: admin; recorded: allowed, read`);

  const otherwise = planned({ after: { kind: 'deny', reason: 'privilege' } });
  expect(compareWithPlan(before, after, [otherwise]).missed, 'another reason is not as planned').toHaveLength(
    1,
  );
  const unrecorded = planned({ role: 'editor' });
  expect(
    compareWithPlan(before, after, [planned(), unrecorded]).missed,
    'what was not recorded',
  ).toHaveLength(1);
  const harmful = recording('0.11.0', [cell({ canary: false, effect: ['users'] })]);
  expect(
    compareWithPlan(before, harmful, [planned()]).missed,
    'a refusal that changes something',
  ).toHaveLength(1);
});

test('what an upgrade lost is counted by part and never shown', () => {
  const look = (...entries: [part: string, key: string, fields: Record<string, unknown>][]) =>
    snapshotOf(entries.map(([part, key, fields]) => ({ part, key, fields })));
  const before = look(
    ['users', 'u1', { password: 'hash-1' }],
    ['users', 'u2', { password: 'hash-2' }],
    ['connected databases', 'db1', { last_confirmed_sql_version: '0.10.1' }],
    ['table owners', 't1', { owner: 10 }],
  );
  const kept = look(
    ['users', 'u1', { password: 'hash-1', added: true }],
    ['users', 'u2', { password: 'hash-2' }],
    ['connected databases', 'db1', { last_confirmed_sql_version: '0.11.0' }],
    ['table owners', 't1', { owner: 10 }],
  );
  expect(lost(before, kept)).toEqual([]);
  const broken = look(
    ['users', 'u1', { password: 'hash-3' }],
    ['connected databases', 'db1', {}],
    ['connected databases', 'db2', {}],
    ['table owners', 't1', { owner: 11 }],
  );
  expect(lost(before, broken)).toEqual([
    'connected databases: 1 more than before',
    'table owners: 1 of 1 are gone or changed',
    'users: 2 of 2 are gone or changed',
  ]);
});
