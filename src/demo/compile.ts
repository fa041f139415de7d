import { compilePlan } from '../plan/compile';
import { formatProblems } from '../plan/format';
import { loadPlan } from '../plan/load';
import { isError } from '../plan/problems';
import type { Plan } from '../plan/types';
import { demoVocabulary } from './vocabulary';

/** Compiles the demo's pages of a plan. @throws Error with all their problems */
export function compileDemoPlan(folder: string): Plan {
  const { plan, problems } = compilePlan(loadPlan(folder, 'demo'), demoVocabulary());
  const errors = problems.filter(isError);
  if (errors.length > 0) throw new Error(formatProblems(errors));
  return plan;
}
