import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** Set in the runner where a run is profiled: the folder in which each process of it leaves what it measured. */
const FOLDER = 'QA_PLAN_PROFILE_FOLDER';

/** Time spent in a kind of work, without that in work of another kind inside it. */
export interface Phase {
  name: string;
  /** Milliseconds, of all processes and of what goes on at the same time. */
  ms: number;
  times: number;
}

/** A phase under way, and the milliseconds of those inside it. */
interface Open {
  inner: number;
}

const measured = z.array(z.object({ name: z.string(), ms: z.number(), times: z.number() }));

const totals = new Map<string, Phase>();
const inside = new AsyncLocalStorage<Open>();

/**
 * Measures some work, where the run is profiled.
 *
 * @returns what the work gives
 * @throws what the work throws
 */
export async function phase<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (process.env[FOLDER] === undefined) return work();
  const outer = inside.getStore();
  const open: Open = { inner: 0 };
  const start = performance.now();
  try {
    return await inside.run(open, work);
  } finally {
    const ms = performance.now() - start;
    if (outer) outer.inner += ms;
    addPhase(name, ms - open.inner);
  }
}

/** Adds what was measured otherwise. @param ms below 0 where parts went on at the same time, which counts as nothing */
export function addPhase(name: string, ms: number): void {
  if (process.env[FOLDER] === undefined) return;
  if (totals.size === 0) process.once('exit', leave);
  const { ms: before, times } = totals.get(name) ?? { ms: 0, times: 0 };
  totals.set(name, { name, ms: before + Math.max(0, ms), times: times + 1 });
}

/** Leaves what was measured for the runner; a worker ends with its last test. */
function leave(): void {
  const folder = process.env[FOLDER];
  if (folder === undefined || totals.size === 0) return;
  writeFileSync(path.join(folder, `${String(process.pid)}.json`), JSON.stringify([...totals.values()]));
}

/** Has this process and those that it starts measure. @param folder is emptied */
export function startProfile(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  process.env[FOLDER] = path.resolve(folder);
}

/** What all processes of this run measured until now, the longest first; undefined where it is not profiled. */
export function profiled(): Phase[] | undefined {
  const folder = process.env[FOLDER];
  if (folder === undefined) return undefined;
  leave();
  const all = new Map<string, Phase>();
  for (const name of readdirSync(folder))
    for (const each of measured.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8')))) {
      const sum = all.get(each.name) ?? { name: each.name, ms: 0, times: 0 };
      all.set(each.name, { name: each.name, ms: sum.ms + each.ms, times: sum.times + each.times });
    }
  return [...all.values()].sort((one, other) => other.ms - one.ms);
}
