import type { Benchmark, Figure, Measured, Size } from './benchmark';

/** What came of a benchmark, as `results/bench.json` and the committed figures have it. */
export type Result = Pick<Benchmark, 'name' | 'what'> & Measured;

/** The machine that measured. */
export interface Machine {
  processors: number;
  node: string;
  platform: string;
}

/** All that was measured in one size. */
export interface Results {
  size: Size;
  machine: Machine;
  results: Result[];
}

/** How much of a ratio may be lost before it is said to be: more than what a noisy machine does to the median of turns. */
const MOST_LOST = 0.2;

/** Whether a figure is as it should be; undefined where nothing says how. */
export const isMet = ({ value, better, target }: Figure): boolean | undefined =>
  target === undefined ? undefined : better === 'low' ? value <= target : value >= target;

/**
 * What is lost of the ratios, one line each: those that are worse by more than a fifth than what is committed. Seconds are
 * not compared: they are of another machine. Nor are targets, which are for the whole size.
 */
export function lost(now: readonly Result[], committed: readonly Result[]): string[] {
  const before = new Map(
    committed.flatMap((result) => figuresOf(result).map((each) => [keyOf(result, each), each])),
  );
  return now.flatMap((result) =>
    figuresOf(result).flatMap((figure) => {
      const limit = before.get(keyOf(result, figure))?.value;
      if (figure.unit !== '×' || limit === undefined) return [];
      const isLost =
        figure.better === 'low'
          ? figure.value > limit * (1 + MOST_LOST)
          : figure.value < limit * (1 - MOST_LOST);
      return isLost
        ? [
            `${result.name}: ${figure.name} is ${write(figure)}, and was ${write({ ...figure, value: limit })} (${figure.detail})`,
          ]
        : [];
    }),
  );
}

/** Committed figures with newer ones in the place of those of the same benchmarks. */
export const withNewer = (committed: readonly Result[], newer: readonly Result[]): Result[] => [
  ...committed.map((result) => newer.find(({ name }) => name === result.name) ?? result),
  ...newer.filter(({ name }) => !committed.some((result) => result.name === name)),
];

export const figuresOf = (result: Measured): readonly Figure[] => ('figures' in result ? result.figures : []);

const keyOf = ({ name }: Pick<Result, 'name'>, figure: Figure) => `${name}: ${figure.name}`;

/** A figure with its unit: `1.32 ×`, `2.6 s`. */
export const write = ({ value, unit }: Pick<Figure, 'value' | 'unit'>): string =>
  `${value.toFixed(value >= 10 ? 1 : 2)} ${unit}`;
