import { compileDeployment, type Requirement } from '../deployment/plan/page';
import { compilePlan } from '../plan/compile';
import { isOwnPlan, PLAN_FOLDER } from '../plan/folder';
import { formatProblems } from '../plan/format';
import { loadPlan } from '../plan/load';
import { isError } from '../plan/problems';
import type { Plan, Problem, Vocabulary } from '../plan/types';
import type { TargetName } from '../target/target';
import { compileUpgrades, type UpgradePlan } from '../upgrade/plan/page';
import { vocabularies } from './profiles';

/** All pages of a plan's folder. */
export interface CompiledSuite {
  /** The matrices of each target. */
  plans: Record<TargetName, Plan>;
  /** The privileges that ways to deploy need. */
  requirements: Requirement[];
  /** What upgrades may change. */
  upgrades: UpgradePlan[];
  /** Everything that is wrong with any page. */
  problems: Problem[];
}

/**
 * Compiles every page of a folder.
 * @param names what the plans of the targets may name
 * @throws Error where the folder can not be read
 */
export function compileSuite(folder: string, names: Record<TargetName, Vocabulary>): CompiledSuite {
  const local = compilePlan(loadPlan(folder), names.local);
  const demoSources = loadPlan(folder, 'demo');
  const demo =
    demoSources.length > 0 ? compilePlan(demoSources, names.demo) : { plan: { files: [] }, problems: [] };
  const deployment = compileDeployment(loadPlan(folder, 'deployment'), names.local.today);
  const upgrade = compileUpgrades(loadPlan(folder, 'upgrade'), local.plan, names.local);
  return {
    plans: { local: local.plan, demo: demo.plan },
    requirements: deployment.requirements,
    upgrades: upgrade.upgrades,
    problems: [local, demo, deployment, upgrade].flatMap(({ problems }) => problems),
  };
}

/**
 * The plan of this run, from the folder that the environment names, else the project's own.
 * @throws Error with every problem of it
 */
export function requirePlan(folder = PLAN_FOLDER): CompiledSuite {
  const suite = compileSuite(folder, vocabularies({ partial: !isOwnPlan(folder) }));
  const errors = suite.problems.filter(isError);
  if (errors.length > 0) throw new Error(formatProblems(errors));
  return suite;
}
