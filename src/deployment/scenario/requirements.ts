import { compileDeployment, type Requirement } from '../plan/page';
import { formatProblems } from '../../plan/format';
import { loadPlan } from '../../plan/load';
import { PLAN_FOLDER } from '../../../fixtures/folders';

/** The rows of the plan's page. @throws Error with every problem of it */
export function deploymentRequirements(): Requirement[] {
  const today = new Date().toISOString().slice(0, 10);
  const { requirements, problems } = compileDeployment(loadPlan(PLAN_FOLDER, 'deployment'), today);
  if (problems.length > 0) throw new Error(formatProblems(problems));
  return requirements;
}
