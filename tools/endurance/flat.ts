import { median } from '../bench/arithmetic';

/** Figures that have grown by less are flat: memory differs from run to run. */
const MOST_GROWTH = 0.1;

/**
 * Whether a figure does not grow from run to run, by the medians of its first and last third.
 * @param values one each run, in order
 * @returns what grew, in words; undefined where nothing did or there are too few runs to tell
 */
export function growthOf(what: string, values: readonly number[]): string | undefined {
  const third = Math.floor(values.length / 3);
  if (third === 0) return undefined;
  const [first, last] = [median(values.slice(0, third)), median(values.slice(-third))];
  return last > first * (1 + MOST_GROWTH)
    ? `${what} grew from ${first.toFixed(0)} to ${last.toFixed(0)} over ${String(values.length)} runs`
    : undefined;
}
