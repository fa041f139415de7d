import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import type { Trial } from '../../../tools/mutate/bench';
import { keepScore, readScore, scoreOf, writeScore, wrongEntries } from '../../../tools/mutate/score';
import { readPower } from '../../../src/record/power';
import { keepPower, powerOf } from '../../../tools/mutate/power';
import { readUnseen, type Unseen } from '../../../tools/mutate/unseen';

const trial = (name: string, concerned: string[], killers: string[]): Trial => ({
  mutant: { name, kind: name.split(':')[0] ?? '', what: 'breaks something' },
  concerned,
  killers,
  ...(killers[0] && { first: `${killers[0]} viewer: breach` }),
});

const TRIALS = [
  trial('open:a', ['A-1', 'A-2'], ['A-1']),
  trial('open:b', ['A-1'], []),
  trial('no-op:a', ['A-1', 'A-2'], ['A-1', 'A-2']),
  trial('no-op:c', ['A-2'], []),
];
const UNSEEN: Unseen[] = [
  { fault: 'no-op:*', as: 'equivalent', reason: 'nobody could see it' },
  { fault: 'open:b', as: 'survivor', reason: 'no rule yet' },
];
const WHEN = { date: '2026-01-31', seconds: 7 };

test('a score counts by kind, and by rule what concerns it; equivalents are in neither share', () => {
  const score = scoreOf(TRIALS, ['A-1', 'A-2', 'A-3'], UNSEEN, WHEN);
  expect(score.kinds).toEqual({
    open: { killed: 1, survived: 1, equivalent: 0 },
    'no-op': { killed: 1, survived: 0, equivalent: 1 },
  });
  expect(score.rules).toEqual({
    'A-1': { concerned: 3, killed: 2 },
    'A-2': { concerned: 2, killed: 1 },
    'A-3': { concerned: 0, killed: 0 },
  });
  expect(score.survivors).toEqual([{ fault: 'open:b', what: 'breaks something', known: 'no rule yet' }]);
  expect(score.equivalents).toEqual([{ fault: 'no-op:c', reason: 'nobody could see it' }]);
});

test('the tables end with all kinds, and say where no fault concerns a rule', () => {
  const [kinds = '', rules = ''] = writeScore(scoreOf(TRIALS, ['A-1', 'A-3'], UNSEEN, WHEN)).split('\n\n');
  expect(kinds.split('\n').at(-1)).toMatch(/^ {2}all +2 +1 +1 +66\.6 %$/);
  expect(rules).toMatch(/^ {2}A-1 +3 +2 +66\.6 %$/m);
  expect(rules).toMatch(/^ {2}A-3 +0 +0 +–$/m);
});

test('an entry of a fault that was killed is an error, and so is one of no fault', () => {
  const about = (fault: string, whole = true) =>
    wrongEntries(TRIALS, [{ fault, as: 'equivalent', reason: 'nobody could see it' }], { whole });
  expect(about('no-op:a')).toEqual([
    'tools/mutate/unseen.tsv: "no-op:a": no-op:a is seen: A-1 viewer: breach',
  ]);
  expect(about('no-op:*')).toHaveLength(1);
  expect(about('open:b')).toEqual([]);
  expect(about('open:z')).toEqual(['tools/mutate/unseen.tsv: "open:z" is about no fault: remove it']);
  expect(about('open:z', false)).toEqual([]);
});

test('every entry of the list of unseen faults has a reason', () => {
  expect(readUnseen().every(({ reason }) => reason.length > 10)).toBe(true);
  expect(() => readUnseen('fault\tas\treason\nopen:a\tkilled\twhy\n')).toThrow(
    'tools/mutate/unseen.tsv:2  wants a fault, equivalent or survivor, and the reason',
  );
});

test('a score is kept and read again; without one, the message says how to make it', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'qa-plan-score-'));
  try {
    const file = path.join(folder, 'results', 'mutation.json');
    expect(() => readScore(file)).toThrow('make one: npm run mutate');
    const score = scoreOf(TRIALS, ['A-1'], UNSEEN, WHEN);
    keepScore(score, file);
    expect(readScore(file)).toEqual(score);
    writeFileSync(file, '{"format": 0}');
    expect(() => readScore(file)).toThrow('make one: npm run mutate');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the power of rules: what they saw, what not, and what nobody could see not at all', () => {
  const power = powerOf(TRIALS, UNSEEN, 'c0ffee');
  expect(power).toMatchObject({ format: 1, commit: 'c0ffee' });
  expect(power.rules).toEqual({
    'A-1': { killed: 2, faults: 3, survived: ['open:b'] },
    'A-2': { killed: 1, faults: 2, survived: ['open:a'] },
  });
});

test('a later run of the same commit adds to the power, and replaces what it tried again', () => {
  const before = powerOf(TRIALS, UNSEEN, 'c0ffee');
  const again = [trial('open:b', ['A-1'], ['A-1']), trial('route:x', ['A-3'], [])];
  expect(powerOf(again, UNSEEN, 'c0ffee', before).rules).toEqual({
    'A-1': { killed: 3, faults: 3, survived: [] },
    'A-2': { killed: 1, faults: 2, survived: ['open:a'] },
    'A-3': { killed: 0, faults: 1, survived: ['route:x'] },
  });
  expect(powerOf(again, UNSEEN, 'decade', before).rules).toEqual({
    'A-1': { killed: 1, faults: 1, survived: [] },
    'A-3': { killed: 0, faults: 1, survived: ['route:x'] },
  });
});

test('the file of the power is added to, and read as a run reads it', ({}, info) => {
  const folder = info.outputPath('results');
  expect(readPower(folder)).toEqual({});
  keepPower(TRIALS.slice(0, 2), UNSEEN, 'c0ffee', folder);
  keepPower(TRIALS.slice(2), UNSEEN, 'c0ffee', folder);
  expect(readPower(folder).power).toEqual(powerOf(TRIALS, UNSEEN, 'c0ffee').rules);
  writeFileSync(path.join(folder, 'power.json'), '{"format": 1, "rules": []}');
  expect(readPower(folder).powerProblem).toContain('is no power score');
});
