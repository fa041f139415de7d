/** What stays together, with about how long it takes: a cell, or a file written by hand. */
export interface Part {
  weight: number;
}

/**
 * Cuts parts, in their order, into shards of which the longest is as short as can be.
 * @returns for each part its shard, from 0; the same for the same weights on every machine
 */
export function divide(parts: readonly Part[], shards: number): number[] {
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
  let [tooShort, longEnough] = [0, whole];
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (tooShort + longEnough) / 2;
    if ((fill(parts, middle).at(-1) ?? 0) < shards) longEnough = middle;
    else tooShort = middle;
  }
  return fill(parts, longEnough);
}

/** Halvings of the length of a shard, after which it is as exact as the weights are. */
const STEPS = 30;

/** Begins a new shard wherever the last one would get too long; a part that is too long by itself is a shard of its own. */
function fill(parts: readonly Part[], longest: number): number[] {
  let [shard, length] = [0, 0];
  return parts.map(({ weight }) => {
    if (length > 0 && length + weight > longest) [shard, length] = [shard + 1, 0];
    length += weight;
    return shard;
  });
}

/** What is known of a test before it runs. */
export interface Known {
  /** As {@link keyOf} makes it. */
  key: string;
  surface: 'api' | 'ui';
}

/** How much longer a cell on a page takes than one on the API, where no record tells. */
const PAGE_WEIGHT = 9;

/**
 * How long tests will take, in units that only their ratio has a meaning of: as a record tells, and for those that it
 * does not know as it tells of others on the same surface.
 * @param recorded milliseconds by the key of a test
 */
export function weigh(tests: readonly Known[], recorded: ReadonlyMap<string, number>): number[] {
  const meanOf = (surface: Known['surface']): number | undefined => {
    const known = tests.flatMap((test) => (test.surface === surface ? (recorded.get(test.key) ?? []) : []));
    return known.length === 0 ? undefined : known.reduce((sum, ms) => sum + ms, 0) / known.length;
  };
  const [api, page] = [meanOf('api'), meanOf('ui')];
  const other = {
    api: api ?? (page === undefined ? 1 : page / PAGE_WEIGHT),
    ui: page ?? (api ?? 1) * PAGE_WEIGHT,
  };
  return tests.map(({ key, surface }) => recorded.get(key) ?? other[surface]);
}

/** A test that ran. */
export interface Ran extends Known {
  /** Where it ran; each target has a set-up of its own. */
  target: string;
  started: number;
  ms: number;
}

/**
 * What a record tells of the times of tests, by their keys. It tells nothing of the first ones on a surface that each worker
 * ran, which made what lasts: worlds, a browser. In a shard, others are the first.
 */
export function timesOf(tests: readonly Ran[], workers: number): Map<string, number> {
  const started = new Map<string, number>();
  const times = new Map<string, number>();
  for (const { key, target, surface, ms } of [...tests].sort((a, b) => a.started - b.started)) {
    const kind = `${target} ${surface}`;
    const before = started.get(kind) ?? 0;
    started.set(kind, before + 1);
    if (before >= workers) times.set(key, ms);
  }
  return times;
}

/** What a test is called in records and in Playwright alike. */
export const keyOf = (target: string, file: string, title: string): string => [target, file, title].join(' ');
