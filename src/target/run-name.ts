import { randomBytes } from 'node:crypto';

/** Prefix of the names of everything that the suite makes on an install. */
export const RUN_PREFIX = 'qaplan';

/**
 * The prefix of a run, alone or before a name: 8 hexadecimal digits encode the second in which it began, 4
 * distinguish runs of the same second. Earlier versions of the suite used 6 digits without a time.
 */
const RUN_NAME = new RegExp(`^(${RUN_PREFIX}(?:([0-9a-f]{8})[0-9a-f]{4}|[0-9a-f]{6}))_`);

/** The same for PostgreSQL's `~`. */
export const RUN_NAME_SQL = RUN_NAME.source;

/** A prefix for a new run. It contains the start time, to distinguish orphans of a crashed run from a run under way. */
export function newRunPrefix(now: Date = new Date()): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `${RUN_PREFIX}${seconds.toString(16).padStart(8, '0')}${randomBytes(2).toString('hex')}`;
}

/**
 * A name for what a worker makes for itself alone, or the begin of such names. A look at the truth leaves out what another
 * worker made, and knows it by the digit behind the prefix of the run (`witness-queries.ts`).
 * @param worker unique in the run
 */
export const nameInWorker = (prefix: string, worker: number | string, what: string): string =>
  `${prefix}_${String(worker)}${what}`;

/** The prefix of the run that made an object with this name; undefined if no run made it. */
export const runOf = (name: string): string | undefined => RUN_NAME.exec(name)?.[1];

/** When a run began; undefined when its prefix contains no time. */
export function beginOf(prefix: string): Date | undefined {
  const seconds = RUN_NAME.exec(`${prefix}_`)?.[2];
  return seconds === undefined ? undefined : new Date(parseInt(seconds, 16) * 1000);
}
