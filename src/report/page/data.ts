import type { CellVerdict, RecordedCell, RecordedTest, RunRecord, WitnessKind } from '../../record/schema';
import type { Counts } from '../record/counts';

/** A rule as one target ran it: a row of the page. */
export interface PageRule {
  target: string;
  area: string;
  file: string;
  line: number;
  rule: string;
  title: string;
  action: string;
  given?: string;
  severity: string;
}

/** What the page needs of each cell before it is opened. */
export interface PageCell {
  id: string;
  /** Which of the rules. */
  rule: number;
  role: string;
  variant?: string;
  surface: string;
  control?: string;
  expected: string;
  verdict: CellVerdict;
  isFinding: boolean;
  /** What a known gap excuses. */
  judged?: string;
  witnesses: readonly WitnessKind[];
  /** The outcome in short, to find it by text. */
  seen?: string;
  /** The smaller, the earlier to look at: findings, then gaps, then what was not run, then what agrees. */
  weight: number;
}

/** A test that is no cell. */
export type PageTest = RecordedTest & { placeLink: string };

/** A cell as it is opened. */
export interface CellDetails {
  cell: RecordedCell;
  placeLink: string;
  sourceLink?: string;
  gapLink?: string;
  gapPlaceLink?: string;
}

/** By rule, how many of its faults some cell turned red for, and the names of those that none did. */
export type PowerScores = Record<string, { killed: number; faults: number; survived: string[] }>;

/** All but the details of the cells. */
export interface PageIndex {
  run: RunRecord['run'];
  end: RunRecord['end'];
  counts: Counts;
  /** In the order of the plan's columns. */
  roles: string[];
  rules: PageRule[];
  cells: PageCell[];
  tests: PageTest[];
  /** The revocation clock, its head first. */
  clock: string[][];
  /** By rule; without it nothing was measured. */
  power?: PowerScores;
  /** Why the power score can not be shown. */
  powerProblem?: string;
  /** Where the verdicts are explained. */
  verdictsLink: string;
}

/** How many cells are packed together: one of them is unpacked in a few milliseconds. */
export const PER_PACK = 200;
