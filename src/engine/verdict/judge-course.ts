import type { Expectation } from '../../plan/types';
import type { Observation } from '../attempt';
import { works, type Course } from '../situation';
import { judge, type Judgement } from './judge';

/**
 * Compares what was seen of a rule in a situation with the plan. Each cell is its own positive control: the right was
 * used, or refused, before it changed.
 */
export function judgeCourse(
  expected: Expectation,
  seen: Observation,
  { situation, budgetMs, before, taken, end }: Course,
): Judgement {
  if (works(before) === (situation.course === 'given'))
    return {
      verdict: 'unproven',
      why:
        situation.course === 'given'
          ? 'what was to be given was there before'
          : 'the right did not work before it was taken',
    };
  if (taken && works(taken.seen))
    return {
      verdict: 'unproven',
      why: 'the right still worked after it was taken, so nothing shows that it came back',
    };
  const { late } = end;
  if (!late) return judge(expected, seen, true);
  const judged = judge(expected, late.seen, true);
  if (judged.verdict !== 'breach' || late.seen.outcome.kind !== 'allowed') return judged;
  return {
    verdict: 'stale',
    why: `the right still works ${String(Math.round(late.ms))} ms after it was taken; the plan allows ${String(budgetMs)} ms`,
  };
}
