import { vocabulary } from '../../engine/vocabulary';
import { formatProblems } from '../../plan/format';
import { loadPlan } from '../../plan/load';
import { isError } from '../../plan/problems';
import type { Plan } from '../../plan/types';
import { compileUpgrades, type PlannedChange } from './page';

/**
 * The changes that a folder's pages of kind `upgrade` plan between two releases; none where no page speaks of both.
 * @throws Error with all problems of the pages
 */
export function plannedChanges(folder: string, plan: Plan, from: string, to: string): PlannedChange[] {
  const { upgrades, problems } = compileUpgrades(loadPlan(folder, 'upgrade'), plan, vocabulary());
  const errors = problems.filter(isError);
  if (errors.length > 0) throw new Error(formatProblems(errors));
  return upgrades
    .filter((upgrade) => upgrade.from === from && upgrade.to === to)
    .flatMap(({ changes }) => changes);
}
