import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunState } from './state';
import type { TargetName } from './target';

/** Names the file that the set-up of a run writes for its workers. */
const VARIABLE = 'QA_PLAN_RUN';

/** What the workers of a run need: for each tested target, what was provisioned. */
export type RunFile = Partial<Record<TargetName, RunState>>;

/**
 * Writes the file for the workers of this process, readable by this user only: it contains the run's passwords.
 * @param folder private to the run, and removed with it
 */
export function writeRunFile(folder: string, run: RunFile): void {
  const file = path.join(folder, 'run.json');
  writeFileSync(file, JSON.stringify(run), { mode: 0o600 });
  process.env[VARIABLE] = file;
}

/** What the set-up of this run provisioned on a target. @throws Error when no set-up ran, or not for this target */
export function readRun(target: TargetName): RunState {
  const file = process.env[VARIABLE];
  if (file === undefined)
    throw new Error('the run was not set up: start it with "npx playwright test", which provisions first');
  const run = JSON.parse(readFileSync(file, 'utf8')) as RunFile;
  const state = run[target];
  if (!state) throw new Error(`the run has no ${target} target, only ${Object.keys(run).join(', ')}`);
  return state;
}
