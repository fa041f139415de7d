import type { Expectation } from '../../plan/types';
import type { Settled } from '../situation';
import type { Judgement } from './judge';

/** One look at a page after a right changed. */
export interface Look {
  /** Whether the page still offers or shows what the right allows, or carries it out. */
  allowed: boolean;
  /** What was seen, as a part of a sentence. */
  what: string;
  /** An answer that is neither a refusal nor a success. */
  unclear?: true;
}

/** Where a change of rights is seen in a browser. */
export type View = 'reloaded page' | 'open page' | 'next user of the browser';

/** What a browser showed after a change. */
export interface PageView {
  view: View;
  settled: Settled<Look>;
}

/** All looks at a control in a situation. */
export interface Views {
  /** Before the change. */
  before: Look;
  /** Whether the right was there before. */
  wasHeld: boolean;
  after: readonly PageView[];
}

/**
 * Compares what pages showed of a rule in a situation with the plan: the first view that differs decides.
 * @param budgetMs how long a right may be shown after it was taken
 */
export function judgeViews(
  { kind }: Expectation,
  { before, wasHeld, after }: Views,
  budgetMs: number,
): Judgement {
  if (before.allowed !== wasHeld) return { verdict: 'unproven', why: `before the change, ${before.what}` };
  for (const { view, settled } of after) {
    const { late, seen } = settled;
    const unclear = [late?.seen, seen].find((look) => look?.unclear && !look.allowed);
    if (unclear) return { verdict: 'inconclusive', why: `${view}: ${unclear.what}` };
    const why = late && `${view}: ${late.seen.what}, ${String(Math.round(late.ms))} ms after the change`;
    if (why !== undefined && kind === 'allow') return { verdict: 'over-restriction', why };
    if (why !== undefined) return { verdict: 'stale', why: `${why}; the plan allows ${String(budgetMs)} ms` };
  }
  return {
    verdict: 'pass',
    why: after.map(({ view, settled }) => `${view}: ${settled.seen.what}`).join('; '),
  };
}
