import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The folder of the project's own plan. */
export const OWN_PLAN_FOLDER = 'qa-plan';

/** The folder of the plan, relative to the project. Another one serves to try plans out. */
export const PLAN_FOLDER = process.env.QA_PLAN_FOLDER ?? OWN_PLAN_FOLDER;

/** Whether the project's own plan runs, and with it the journeys. */
export const isOwnPlan = (folder = PLAN_FOLDER): boolean =>
  path.resolve(folder) === path.resolve(OWN_PLAN_FOLDER);

/** Where what a run found goes: git ignores it. */
export const resultsFolder = (folder = PLAN_FOLDER): string =>
  process.env.QA_PLAN_RESULTS ?? (isOwnPlan(folder) ? 'results' : path.join(folder, '.results'));

/** Where the specs that are generated from a plan go: git ignores both. */
export const generatedFolder = (folder = PLAN_FOLDER): string =>
  isOwnPlan(folder) ? path.join('tests', 'generated') : path.join(folder, '.generated');

/** All specs below a folder; none where there is no such folder. */
export function specsBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.spec\.[jt]s$/.test(name))
    .map((name) => path.join(folder, name));
}
