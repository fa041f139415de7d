import type { FullConfig, Suite, TestCase, TestRun } from '@playwright/test/reporter';
import { readRecord } from '../../record/read';
import { isCell, placeOf, projectOf } from '../record/of-test';
import type { Result, RunRecord } from '../../record/schema';
import { divide, keyOf, timesOf, weigh } from './divide';

/** What Playwright tells before it shards. */
export interface Unsharded {
  config: Pick<FullConfig, 'shard'>;
  suite: Suite;
  testRun: TestRun;
}

/**
 * Leaves a run the tests of its shard. Playwright's own shards are whole files, by the number of their tests, of which one
 * takes a hundred times as long as another; these take about as long, and may begin in the middle of a file. What is
 * written by hand stays together, file by file.
 *
 * @throws RecordError when the record that QA_PLAN_DURATIONS names is none
 */
export function takeShard({ config: { shard }, suite, testRun }: Unsharded): void {
  if (shard === null) return;
  testRun.skipSharding();
  const tests = suite.allTests();
  const weights = weigh(tests.map(knownOf), recordedDurations());
  const parts = partsOf(tests, weights);
  const shards = divide(parts, shard.total);
  for (const [index, { tests: together }] of parts.entries())
    if (shards[index] !== shard.current - 1) for (const test of together) testRun.exclude(test);
}

function partsOf(tests: readonly TestCase[], weights: readonly number[]) {
  const parts: { tests: TestCase[]; weight: number }[] = [];
  for (const [index, test] of tests.entries()) {
    const weight = weights[index] ?? 0;
    const before = parts.at(-1);
    const [last] = before?.tests ?? [];
    const isWithLast = last && !isCell(test) && !isCell(last) && last.location.file === test.location.file;
    if (before && isWithLast) {
      before.tests.push(test);
      before.weight += weight;
    } else parts.push({ tests: [test], weight });
  }
  return parts;
}

const knownOf = (test: TestCase) => ({
  key: keyOf(projectOf(test), placeOf(test).file, test.title),
  surface: test.tags.includes('@api') ? ('api' as const) : ('ui' as const),
});

function recordedDurations(): Map<string, number> {
  const file = process.env.QA_PLAN_DURATIONS;
  return file ? durationsIn(readRecord(file)) : new Map<string, number>();
}

/** How long the tests of a recorded run took that ran to their end. */
export function durationsIn({ run, results }: RunRecord): Map<string, number> {
  const ran = results.filter(({ status }) => status !== 'skipped' && status !== 'interrupted');
  return timesOf(
    ran.map((result) => ({ ...recordedOf(result), started: Date.parse(result.started), ms: result.ms })),
    run.workers,
  );
}

/** What is known of a test from its result. */
export const recordedOf = (result: Result) => ({
  key: keyOf(result.target, result.place.file, result.title),
  target: result.target,
  surface: result.kind === 'cell' ? result.surface : ('ui' as const),
});
