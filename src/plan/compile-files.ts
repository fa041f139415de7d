import { vocabulary } from '../engine/vocabulary';
import { compilePlan } from './compile';
import { formatProblems } from './format';
import { loadPlan } from './load';
import { isError } from './problems';
import type { Plan } from './types';

/**
 * Compiles the plan files of a folder against what this suite knows.
 * @param partial the plan need not cover every method
 * @throws Error with all problems of the plan
 */
export function compileFiles(folder: string, { partial }: { partial: boolean }): Plan {
  const { plan, problems } = compilePlan(loadPlan(folder), { ...vocabulary(), partial });
  const errors = problems.filter(isError);
  if (errors.length > 0) throw new Error(formatProblems(errors));
  return plan;
}
