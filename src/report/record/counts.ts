import type { RunRecord } from '../../record/schema';
import { isFinding, isKnownGap, isPassed } from './findings';

/** A run in five numbers; together they are all tests that were chosen. */
export interface Counts {
  /** Tests that failed, cells and others. */
  findings: number;
  knownGaps: number;
  /** Cells that agree with the plan. */
  proven: number;
  /** Tests that are no cell and passed. */
  otherPassed: number;
  /** Skipped, interrupted, or never begun. */
  notRun: number;
}

/** Counts what a run found. */
export function countsOf({ run, results }: RunRecord): Counts {
  const count = (has: (result: (typeof results)[number]) => boolean) => results.filter(has).length;
  const findings = count(isFinding);
  const knownGaps = count(isKnownGap);
  const proven = count((result) => result.kind === 'cell' && isPassed(result) && !isKnownGap(result));
  const otherPassed = count((result) => result.kind === 'test' && isPassed(result));
  const notRun = Math.max(run.planned, results.length) - findings - knownGaps - proven - otherPassed;
  return { findings, knownGaps, proven, otherPassed, notRun };
}
