import type { RunRecord } from '../../record/schema';
import { isFinding, isKnownGap, isPassed } from './findings';

/** How many tests of a run ended how; every test that was chosen counts once. */
export interface Counts {
  planned: number;
  /** As the plan says. */
  proven: number;
  /** Fail just as their known gap says, so that nothing is proven. */
  knownGaps: number;
  findings: number;
  /** With a reason. */
  skipped: number;
  interrupted: number;
  /** Never began. */
  missing: number;
}

export function countsOf({ run, results }: Pick<RunRecord, 'run' | 'results'>): Counts {
  const count = (of: (result: RunRecord['results'][number]) => boolean) => results.filter(of).length;
  return {
    planned: run.planned,
    proven: count((result) => isPassed(result) && !isKnownGap(result)),
    knownGaps: count((result) => isPassed(result) && isKnownGap(result)),
    findings: count(isFinding),
    skipped: count(({ status }) => status === 'skipped'),
    interrupted: count(({ status }) => status === 'interrupted'),
    missing: Math.max(0, run.planned - results.length),
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
