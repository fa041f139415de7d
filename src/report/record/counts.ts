import type { RunRecord } from '../../record/schema';
import { isFinding, isKnownGap, isPassed } from './findings';

/** How many tests of a run ended how; every test that was chosen counts once, but for those of `notRun`. */
export interface Counts {
  planned: number;
  /** Cells that agree with the plan, and were seen to. */
  proven: number;
  /** Tests that are no cell, and passed. */
  otherPassed: number;
  /** Fail just as their known gap says, so that nothing is proven. */
  knownGaps: number;
  /** Tests that failed, cells and others. */
  findings: number;
  /** With a reason. */
  skipped: number;
  interrupted: number;
  /** Never began. */
  missing: number;
  /** Skipped, interrupted and missing. */
  notRun: number;
}

/** Counts what a run found. */
export function countsOf({ run, results }: Pick<RunRecord, 'run' | 'results'>): Counts {
  const count = (of: (result: RunRecord['results'][number]) => boolean) => results.filter(of).length;
  const skipped = count(({ status }) => status === 'skipped');
  const interrupted = count(({ status }) => status === 'interrupted');
  const missing = Math.max(0, run.planned - results.length);
  return {
    planned: run.planned,
    proven: count((result) => result.kind === 'cell' && isPassed(result)),
    otherPassed: count((result) => result.kind === 'test' && isPassed(result)),
    knownGaps: count(isKnownGap),
    findings: count(isFinding),
    ...{ skipped, interrupted, missing, notRun: skipped + interrupted + missing },
  };
}

/** Why a run proves less than its results seem to, whatever these are: its own errors, or that it never ended. */
export function problemsOf({ run, results, end }: RunRecord): string[] {
  if (!end)
    return [
      `The run has not ended: ${String(results.length)} of ${String(run.planned)} tests have. It was killed, or is under way.`,
    ];
  const isExplained = end.status === 'passed' || end.errors.length > 0 || results.some(isFinding);
  return [...end.errors, ...(isExplained ? [] : [`The run itself ended as: ${end.status}.`])];
}
