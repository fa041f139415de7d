import { randomBytes } from 'node:crypto';

/** What begins the name of everything the suite makes on an install. */
export const RUN_PREFIX = 'qaplan';

/**
 * The prefix of a run, alone or before a name: 8 hexadecimal digits tell the second in which it began, 4 tell runs of
 * one second apart. Runs of earlier states of the suite had 6 digits, which tell nothing.
 */
const RUN_NAME = new RegExp(`^(${RUN_PREFIX}(?:([0-9a-f]{8})[0-9a-f]{4}|[0-9a-f]{6}))_`);

/** A prefix for a new run. It holds when the run began, so that what a crashed one left can be told from one under way. */
export function newRunPrefix(now: Date = new Date()): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `${RUN_PREFIX}${seconds.toString(16).padStart(8, '0')}${randomBytes(2).toString('hex')}`;
}

/** The prefix of the run that made an object of this name; undefined for what no run made. */
export const runOf = (name: string): string | undefined => RUN_NAME.exec(name)?.[1];

/** When a run began; undefined where its prefix does not tell. */
export function beginOf(prefix: string): Date | undefined {
  const seconds = RUN_NAME.exec(`${prefix}_`)?.[2];
  return seconds === undefined ? undefined : new Date(parseInt(seconds, 16) * 1000);
}
