/** How large a benchmark is made: short for CI, whole for the table. */
export type Size = 'quick' | 'whole';

/** One result of a benchmark: a ratio, or seconds. */
export interface Figure {
  /** Unique in its benchmark, and the same on every run. */
  name: string;
  /** Of ratios, the median of the turns. Only they are held against earlier ones: seconds are of a machine. */
  value: number;
  unit: '×' | 's';
  /** Which way is good. */
  better: 'low' | 'high';
  /** What it is to be at most, or at least. */
  target?: number;
  /** How far the same thing, measured again and again, lay apart: (greatest − least) / median. */
  spread?: number;
  /** What was measured, in words, with its numbers. */
  detail: string;
}

/** What came of a benchmark: its figures, or why there are none on this machine. */
export type Measured = { figures: Figure[]; notes?: string[] } | { missing: string };

/** One benchmark, in a file of its own. */
export interface Benchmark {
  /** As `--only` names it. */
  name: string;
  /** What is compared with what, in a sentence for the table. */
  what: string;
  /** In CI too. */
  quick: boolean;
  /** @throws Error when what is measured does not work; a figure of it would be worth nothing */
  measure: (size: Size, bench: Bench) => Promise<Measured>;
}

/** What benchmarks work with. */
export interface Bench {
  /** Empty, for everything that a benchmark writes; goes with the command. */
  folder: string;
  /** Says what is going on. */
  say: (line: string) => void;
}
