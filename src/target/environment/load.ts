import { existsSync } from 'node:fs';
import dotenv from 'dotenv';
import { readTargets, TargetError } from './read';
import type { Targets } from '../target';

/**
 * Reads the file of settings into the environment, which wins over it: `.env`, or what QA_PLAN_ENV_FILE names, which
 * serves who tests several installs.
 * @throws TargetError when the file that is named does not exist
 */
export function loadEnvironment(): void {
  const named = process.env.QA_PLAN_ENV_FILE;
  if (named !== undefined && named !== '' && !existsSync(named)) {
    throw new TargetError(
      `The environment does not name the install to test:\n  QA_PLAN_ENV_FILE names ${named}, and there is no such file; example: .env.staging`,
    );
  }
  dotenv.config({ quiet: true, path: named === undefined || named === '' ? '.env' : named });
}

/** The installs that the settings name. @throws TargetError with all that is wrong with them */
export function readSettings(): Targets {
  loadEnvironment();
  return readTargets(process.env);
}
