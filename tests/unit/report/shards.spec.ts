import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { evidenceAttachment, evidenceIn } from '../../../src/record/attachment';
import { problemsOfMerge } from '../../../src/report/record/shards';
import { evidenceOf } from './records';

const keys = (...names: string[]) => Object.fromEntries(names.map((name) => [name, true]));

const CASES: [what: string, names: string[], tests: string[], says: RegExp][] = [
  ['all shards of one run', ['suite 1', 'shard 1/2', 'shard 2/2', 'commit a'], ['x', 'y'], /^$/],
  ['a report without shards', ['suite 1'], ['x'], /^$/],
  ['a shard is missing', ['suite 1', 'shard 2/2'], ['x'], /^The report of shard 1\/2 is missing: merge the/],
  [
    'shards of different runs',
    ['suite 1', 'shard 1/2', 'shard 2/2', 'shard 3/3'],
    [],
    /^The reports are of different runs \(shards 1\/2, 2\/2, 3\/3\): merge those of one run\.$/,
  ],
  ['a shard twice', ['suite 1', 'shard 1/1'], ['x', 'x'], /^1 tests are in more than one report: merge each/],
  [
    'different plans',
    ['suite 1', 'commit a', 'commit b'],
    [],
    /^The shards ran different plans \(commits a, b\)/,
  ],
  [
    'shards that were divided by different records',
    ['suite 1', 'shard 1/2', 'shard 2/2', 'durations none', 'durations 1a2b'],
    [],
    /^The shards were not divided alike: run all of them with the same QA_PLAN_DURATIONS/,
  ],
  [
    'another version',
    ['suite 2'],
    [],
    /^The reports are by version 2 of the suite, and this is 1: run and merge/,
  ],
  ['two versions', ['suite 1', 'suite 2'], [], /by version 1 and 2 of the suite/],
  ['a version before versions were told', [], [], /by version unknown of the suite/],
];

for (const [what, names, tests, says] of CASES)
  test(`merged reports: ${what}`, () => {
    expect(problemsOfMerge(keys(...names), tests, '1').join('\n')).toMatch(says);
  });

test('merged reports are of one run if, and only if, each of its shards is there', () => {
  const some = fc
    .integer({ min: 1, max: 9 })
    .chain((total) =>
      fc.tuple(fc.constant(total), fc.subarray(Array.from({ length: total }, (_, n) => n + 1))),
    );
  const found = fc.check(
    fc.property(some, ([total, parts]) => {
      const shards = parts.map((part) => `shard ${String(part)}/${String(total)}`);
      const problems = problemsOfMerge(keys('suite 1', ...shards), [], '1');
      return problems.length === (parts.length === 0 ? 0 : total - parts.length);
    }),
  );
  expect(found.counterexample).toBeNull();
});

test('evidence of whatever content is read as it is, or told in a few lines', () => {
  const right = evidenceOf({ witnessed: { answer: 'allowed', gave: [] } });
  const edited = fc
    .tuple(fc.constantFrom(...Object.keys(right), 'new'), fc.jsonValue())
    .map(([name, value]) => JSON.stringify({ ...right, [name]: value }));
  const found = fc.check(
    fc.property(fc.oneof(edited, fc.string({ unit: 'binary' }), fc.json()), (text) => {
      const { evidence, problem = '' } = evidenceIn([
        { ...evidenceAttachment(right), body: Buffer.from(text) },
      ]);
      if (evidence) return isDeepStrictEqual(JSON.parse(JSON.stringify(evidence)), JSON.parse(text));
      return problem.includes('not as this version') && problem.length < 1500 && !/[^\P{C}\n]/u.test(problem);
    }),
    { numRuns: 500 },
  );
  expect(found.counterexample).toBeNull();
  expect(evidenceIn([evidenceAttachment(right)]).evidence).toEqual(right);
  expect(evidenceIn([])).toEqual({});
});
