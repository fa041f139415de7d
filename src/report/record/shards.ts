import { keysOf } from '../../target/chosen-targets';

/** More shards than anybody has: who names more has most of them missing, and the first ones tell. */
const MOST = 1000;

/**
 * What keeps merged reports from being one run, one line each: a shard is missing or is there twice, or they are of
 * different plans or versions of the suite.
 * @param metadata of all reports together
 * @param tests what identifies each test in them
 * @param version of the suite that merges
 */
export function problemsOfMerge(
  metadata: Record<string, unknown>,
  tests: readonly string[],
  version: string,
): string[] {
  const valuesOf = (name: 'shard' | 'durations' | 'commit' | 'suite') =>
    keysOf(metadata, name).map((key) => key.slice(name.length + 1));
  const [shards, commits, suites] = [valuesOf('shard'), valuesOf('commit'), valuesOf('suite')];
  const [total = 0, ...others] = new Set(shards.map((shard) => Number(shard.split('/')[1])));
  const missing = Array.from(
    { length: Math.min(total, MOST) },
    (_, n) => `${String(n + 1)}/${String(total)}`,
  ).filter((shard) => !shards.includes(shard));
  const repeated = tests.length - new Set(tests).size;
  return [
    ...(others.length > 0
      ? [`The reports are of different runs (shards ${shards.join(', ')}): merge those of one run.`]
      : missing.map((shard) => `The report of shard ${shard} is missing: merge the reports of all shards.`)),
    ...(repeated > 0
      ? [`${String(repeated)} tests are in more than one report: merge each report once, of one run.`]
      : []),
    ...(commits.length > 1
      ? [`The shards ran different plans (commits ${commits.join(', ')}): run all shards at one commit.`]
      : []),
    ...(valuesOf('durations').length > 1
      ? ['The shards were not divided alike: run all of them with the same QA_PLAN_DURATIONS, or with none.']
      : []),
    ...(suites.length === 1 && suites[0] === version
      ? []
      : [
          `The reports are by version ${suites.join(' and ') || 'unknown'} of the suite, and this is ${version}: run and merge all shards by one.`,
        ]),
  ];
}
