import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readRecord } from '../../src/record/read';
import type { RunRecord } from '../../src/record/schema';
import { divide, weigh } from '../../src/report/shards/divide';
import { durationsIn, recordedOf } from '../../src/report/shards/take-shard';
import type { Benchmark, Figure } from './benchmark';
import { lasted, timesIn } from './durations';
import { PlanCopy } from './plan-copy';
import { PLAYWRIGHT, run } from './run';

const CHOSEN = { quick: ['/records.md', '/servers.md', '--grep', '@api'], whole: [] };
const SHARDS = { quick: [2], whole: [2, 4] };
/** Too many machines to be had here. */
const MANY = 100;
const BALANCED = 1.1;

/** Whether shards end together, and give what one run gives. */
export const shards: Benchmark = {
  name: 'shards',
  what:
    'the plan as 2 and 4 shards, run one after the other and divided by the times of a whole run: the slowest against their mean, ' +
    `and by calculation from the recorded times for ${String(MANY)}`,
  quick: true,
  measure: async (size, { folder, say }) => {
    const copy = new PlanCopy(path.join(folder, 'plan'));
    const durations = path.join(folder, 'durations.json');
    const whole = (await copy.run(CHOSEN[size])).record;
    cpSync(copy.recordFile, durations);
    const figures: Figure[] = [];
    for (const total of SHARDS[size]) {
      say(`${String(total)} shards of ${String(whole.results.length)} cells`);
      const blobs = path.join(folder, `blobs-${String(total)}`);
      mkdirSync(blobs);
      const seconds: number[] = [];
      const env = { ...copy.environment(), QA_PLAN_DURATIONS: durations };
      for (let shard = 1; shard <= total; shard += 1) {
        const blob = path.join(blobs, `${String(shard)}.zip`);
        const { record } = await copy.run(
          [...CHOSEN[size], `--shard=${String(shard)}/${String(total)}`, '--add-reporter=blob'],
          { env: { ...env, PLAYWRIGHT_BLOB_OUTPUT_FILE: blob } },
        );
        seconds.push(lasted(timesIn(record.results)) / 1000);
      }
      if (readdirSync(blobs).length !== total) throw new Error('a shard left no blob report');
      const merged = await merge(copy, blobs, env);
      const unlike = differences(whole, merged);
      if (unlike.length > 0)
        throw new Error(
          `${String(total)} shards, merged, are not what one run is:\n${unlike.slice(0, 20).join('\n')}`,
        );
      figures.push({
        name: `slowest of ${String(total)} shards / their mean`,
        value: slowest(seconds),
        ...{ unit: '×', better: 'low', target: BALANCED },
        detail: `${seconds.map((each) => each.toFixed(1)).join(', ')} s for the cells of each; the merged record has the same ${String(merged.results.length)} results`,
      });
    }
    return { figures: size === 'whole' ? [...figures, calculatedFigure(whole)] : figures };
  },
};

function calculatedFigure(record: RunRecord): Figure {
  const guessed = slowest(calculated(record, MANY, new Map()));
  return {
    name: `slowest of ${String(MANY)} shards / their mean, calculated`,
    value: slowest(calculated(record, MANY, durationsIn(record))),
    ...{ unit: '×', better: 'low', target: BALANCED },
    detail: `with QA_PLAN_DURATIONS; without it ${guessed.toFixed(2)} ×`,
  };
}

async function merge(copy: PlanCopy, blobs: string, env: NodeJS.ProcessEnv): Promise<RunRecord> {
  const ran = await run([PLAYWRIGHT, 'merge-reports', '-c', 'playwright.config.ts', blobs], { env });
  const record = readRecord(copy.recordFile);
  if (Date.parse(record.run.started) < ran.at)
    throw new Error(`the shards could not be merged:\n${ran.text}`);
  return record;
}

/** The slowest against the mean. */
export const slowest = (seconds: readonly number[]): number =>
  Math.max(...seconds) / (seconds.reduce((sum, each) => sum + each, 0) / seconds.length);

/**
 * How long the cells of each shard take, if each takes as long as it did, in milliseconds. What a worker makes before its
 * first cell is every shard's own, and left out.
 * @param durations by which the plan is divided; where empty, the suite guesses
 */
export function calculated(
  record: RunRecord,
  total: number,
  durations: ReadonlyMap<string, number>,
): number[] {
  const known = record.results.map(recordedOf);
  const taken = weigh(known, durationsIn(record));
  const shardOf = divide(
    weigh(known, durations).map((weight) => ({ weight })),
    total,
  );
  const sums = Array.from({ length: total }, () => 0);
  for (const [index, ms] of taken.entries()) {
    const shard = shardOf[index] ?? 0;
    sums[shard] = (sums[shard] ?? 0) + ms;
  }
  return sums;
}

/** What two records do not have in common, apart from times and what a run's own objects are called. */
export function differences(one: RunRecord, other: RunRecord): string[] {
  const [a, b] = [steady(one), steady(other)];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((key) => {
    const [before, after] = [a.get(key), b.get(key)];
    return before === after ? [] : [`${key}: ${before ?? 'not there'}, ${after ?? 'not there'}`];
  });
}

const steady = ({ results }: RunRecord): Map<string, string> =>
  new Map(
    results.map((result) => {
      const { id, repeat, status, place, title } = result;
      const cell = result.kind === 'cell' && [result.verdict, result.expected, result.evidence?.effects];
      return [`${id} ${String(repeat ?? '')}`.trim(), JSON.stringify([status, place, title, cell])];
    }),
  );
