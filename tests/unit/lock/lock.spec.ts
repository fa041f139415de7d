import { expect, test } from '@playwright/test';
import { alikeCells } from '../../../src/lock/alike';
import { compareLocks, isEqual } from '../../../src/lock/compare';
import { toJson } from '../../../src/lock/file';
import { keyOf, lockOf, type Lock } from '../../../src/lock/lock';
import { MixedTargets, updated } from '../../../src/lock/update';
import { writeMarkdown } from '../../../src/lock/write-markdown';
import type { RecordedCell, RunRecord } from '../../../src/record/schema';
import { changeBetween, writeWitnessed, type Witnessed } from '../../../src/record/witnessed';
import { evidenceOf, knownGap, recordedCell, recordOf } from '../report/records';

const DENIED: Witnessed = { answer: 'denied', reason: 'privilege', gave: [] };
const ALLOWED: Witnessed = { answer: 'allowed', gave: [] };
const SILENT: Witnessed = { answer: 'silent', gave: [] };
const ABSENT: Witnessed = { control: 'absent', gave: [] };
const REFUSED: Witnessed = { control: 'enabled', answer: 'denied', reason: 'privilege', gave: [] };

const CHANGES: [string, Witnessed, Witnessed, string | undefined][] = [
  ['nothing', DENIED, { ...DENIED }, undefined],
  ['refused, now allowed', DENIED, ALLOWED, 'loosened'],
  ['refused, now in part', DENIED, { answer: 'in part', gave: [] }, 'loosened'],
  ['refused, and now it gives something all the same', DENIED, { ...DENIED, gave: ['canary'] }, 'loosened'],
  ['more is given, less is answered', { ...ALLOWED }, { ...DENIED, gave: ['users'] }, 'loosened'],
  ['a gap gives more', { ...ALLOWED, gave: ['a'] }, { ...ALLOWED, gave: ['a', 'b'] }, 'loosened'],
  ['a control is there', ABSENT, REFUSED, 'loosened'],
  ['an error, now allowed', { answer: 'error', gave: [] }, ALLOWED, 'loosened'],
  [
    'hidden, now it can be told',
    { answer: 'hidden', gave: [] },
    { ...DENIED, gave: ['existence'] },
    'loosened',
  ],
  ['allowed, now refused', ALLOWED, DENIED, 'tightened'],
  ['allowed, now nothing happens', ALLOWED, SILENT, 'tightened'],
  ['a gap is closed', { ...DENIED, gave: ['canary'] }, DENIED, 'tightened'],
  ['a control works no more', { control: 'enabled', answer: 'allowed', gave: [] }, REFUSED, 'tightened'],
  ['another reason', DENIED, { ...DENIED, reason: 'login' }, 'other'],
  ['refused, now silent', DENIED, SILENT, 'other'],
  ['absent, now disabled', ABSENT, { control: 'disabled', gave: [] }, 'other'],
];

for (const [what, before, after, change] of CHANGES)
  test(`a change is ${change ?? 'none'}: ${what}`, () => {
    expect(changeBetween(before, after)).toBe(change);
  });

test('what was seen fits a line', () => {
  expect(
    [DENIED, ALLOWED, ABSENT, REFUSED, { ...SILENT, gave: ['canary', 'users'] }].map(writeWitnessed),
  ).toEqual([
    'denied: privilege',
    'allowed',
    'absent',
    'offered, denied: privilege',
    'silent, gave canary and users',
  ]);
});

const seen = (witnessed: Witnessed, given: Partial<RecordedCell> = {}) =>
  recordedCell({ evidence: evidenceOf({ witnessed }), ...given });
const lockWith = (cells: RecordedCell[], run: Partial<RunRecord['run']> = {}) => lockOf(recordOf(cells, run));

test('a lock holds what was seen, whatever the plan expects, and nothing that differs from run to run', () => {
  const cells = [
    seen(DENIED),
    seen(ALLOWED, { role: 'admin', expected: 'allow' }),
    seen(ALLOWED, { rule: 'REC-12', verdict: 'breach', status: 'failed' }),
  ];
  const one = lockWith(cells);
  const other = lockWith(
    cells.toReversed().map((cell) => ({ ...cell, started: '2027-01-01T00:00:00.000Z', ms: 99 })),
    {
      seeds: ['8'],
      commit: 'f'.repeat(40),
      workers: 9,
      targets: [
        { name: 'local', url: 'http://127.0.0.1:1', standIn: true, release: '0.11.0', witness: 'sql' },
      ],
    },
  );
  expect(toJson(other)).toBe(toJson(one));
  expect(writeMarkdown(other)).toBe(writeMarkdown(one));
  expect(one.cells.map(({ rule, role }) => `${rule} ${role}`)).toEqual([
    'REC-04 admin',
    'REC-04 viewer',
    'REC-12 viewer',
  ]);
  expect(toJson(one)).not.toMatch(/127\.0|"7"|2026|line|ms/);
  expect(writeMarkdown(one)).toContain('| REC-12 | Add a record | api | – | **allowed** |');
});

const UNSEEN: Partial<RecordedCell>[] = [
  { verdict: 'not run', status: 'skipped', reason: 'no SQL' },
  { verdict: 'interrupted', status: 'interrupted' },
  {
    verdict: 'inconclusive',
    status: 'failed',
    evidence: evidenceOf({ witnessed: { answer: 'error', gave: [] } }),
  },
  { verdict: 'unproven', status: 'failed', evidence: evidenceOf({ witnessed: DENIED }) },
];

for (const given of UNSEEN)
  test(`a cell that is ${given.verdict ?? ''} was not seen, and replaces nothing that was`, () => {
    const before = lockWith([seen(DENIED)]);
    const run = lockWith([recordedCell(given)]);
    expect(run.cells.map((cell) => cell.seen)).toEqual([undefined]);
    const { lock, unseen } = updated(before, run, new Set(run.cells.map(keyOf)));
    expect(lock.cells.map((cell) => cell.seen)).toEqual([DENIED]);
    expect(unseen).toHaveLength(1);
    const found = compareLocks(before, run);
    expect(found.unseen).toHaveLength(1);
    expect(isEqual(found)).toBe(false);
  });

test('a known gap is locked as it was seen: closed or worse, it is a difference', () => {
  const gap = (witnessed: Witnessed) =>
    lockWith([knownGap('breach', { evidence: { ...(knownGap().evidence ?? evidenceOf()), witnessed } })]);
  const before = gap({ ...DENIED, gave: ['users'] });
  const changes = [{ ...DENIED, gave: ['roles', 'users'] }, { ...DENIED, gave: ['users'] }, DENIED].map(
    (now) => compareLocks(before, gap(now)).differences.map(({ change }) => change),
  );
  expect(changes).toEqual([['loosened'], [], ['tightened']]);
});

test('a partial run updates what it saw; what left the plan goes and is named', () => {
  const before = lockWith([
    seen(DENIED),
    seen(ALLOWED, { rule: 'REC-05' }),
    seen(ALLOWED, { rule: 'REC-99' }),
  ]);
  const run = lockWith([seen(ALLOWED)]);
  const planned = new Set(before.cells.filter(({ rule }) => rule !== 'REC-99').map(keyOf));
  const { lock, untried, removed } = updated(before, run, planned);
  expect(lock.cells.map(({ rule, seen: now }) => [rule, now])).toEqual([
    ['REC-04', ALLOWED],
    ['REC-05', ALLOWED],
  ]);
  expect(untried.map(({ rule }) => rule)).toEqual(['REC-05']);
  expect(removed.map(({ rule }) => rule)).toEqual(['REC-99']);
});

test('a partial run on another release does not mix with what is locked', () => {
  const before = lockWith([seen(DENIED), seen(ALLOWED, { rule: 'REC-05' })]);
  const target = {
    name: 'local',
    url: 'http://x',
    standIn: true,
    release: '0.10.1',
    witness: 'sql' as const,
  };
  const run = lockWith([seen(ALLOWED)], { targets: [target] });
  expect(() => updated(before, run, new Set(before.cells.map(keyOf)))).toThrow(MixedTargets);
});

test('new rules, rules that are gone and rules that were not tried are no differences of what is allowed', () => {
  const before: Lock = lockWith([
    seen(DENIED),
    seen(DENIED, { rule: 'REC-05' }),
    seen(DENIED, { rule: 'REC-06' }),
  ]);
  const after = lockWith([seen(DENIED), seen(ALLOWED, { rule: 'REC-07' })]);
  const planned = new Set(before.cells.filter(({ rule }) => rule !== 'REC-06').map(keyOf));
  const found = compareLocks(before, after, planned);
  const ids = (cells: { rule: string }[]) => cells.map(({ rule }) => rule);
  expect([found.differences.length, ids(found.added), ids(found.gone), ids(found.untried)]).toEqual([
    0,
    ['REC-07'],
    ['REC-06'],
    ['REC-05'],
  ]);
});

test('effects are not compared where SQL witnessed one side only', () => {
  const target = {
    name: 'local',
    url: 'http://x',
    standIn: true,
    release: '0.11.0',
    witness: 'read-back' as const,
  };
  const before = lockWith([seen({ ...ALLOWED, gave: ['table privileges'] })]);
  const found = compareLocks(before, lockWith([seen(ALLOWED)], { targets: [target] }));
  expect([found.differences, found.withoutEffects]).toEqual([[], ['local']]);
});

test('cells of which the same is to be said are put together by roles and surfaces', () => {
  const cells = ['viewer', 'editor'].flatMap((role) => [
    seen(ABSENT, { role, surface: 'ui', control: 'a' }),
    seen(ABSENT, { role, surface: 'ui', control: 'b' }),
  ]);
  const groups = alikeCells(lockWith(cells).cells, () => 'same');
  expect(groups.map(({ roles, surfaces }) => [roles, surfaces])).toEqual([
    [
      ['editor', 'viewer'],
      ['a', 'b'],
    ],
  ]);
});
