import { median } from './arithmetic';

/** A test that ran, with times in milliseconds since any moment that is the same for all. */
export interface Timed {
  start: number;
  ms: number;
}

/** From the beginning of the first test to the end of the last one, in milliseconds. */
export const lasted = (tests: readonly Timed[]): number =>
  Math.max(...tests.map(({ start, ms }) => start + ms)) - Math.min(...tests.map(({ start }) => start));

/** What a record tells of the times of its tests. */
export const timesIn = (results: readonly { started: string; ms: number }[]): Timed[] =>
  results.map(({ started, ms }) => ({ start: Date.parse(started), ms }));

/**
 * What a test of some kind costs the one worker of a run, in milliseconds: how long the middle one takes, because the first
 * ones start the worker's browser and sessions for all others, and what lies between any two tests, in which Playwright ends
 * one and begins the next.
 * @param of tests of the kind
 * @param all of the run
 */
export function costOf(of: readonly Timed[], all: readonly Timed[]): number {
  const taken = (tests: readonly Timed[]) => tests.reduce((sum, { ms }) => sum + ms, 0);
  return median(of.map(({ ms }) => ms)) + (lasted(all) - taken(all)) / all.length;
}
