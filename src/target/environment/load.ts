import { existsSync } from 'node:fs';
import dotenv from 'dotenv';
import { readTargets, TargetError } from './read';
import type { Targets } from '../target';

/**
 * Reads the settings file into the environment, whose own values take precedence: `.env`, or the file named
 * by QA_PLAN_ENV_FILE, for users who test several installs.
 * @throws TargetError when the named file does not exist
 */
export function loadEnvironment(): void {
  const named = process.env.QA_PLAN_ENV_FILE;
  if (named !== undefined && named !== '' && !existsSync(named)) {
    throw new TargetError(
      `The environment does not name the install to test:\n  QA_PLAN_ENV_FILE names ${named}, which does not exist; example: .env.staging`,
    );
  }
  dotenv.config({ quiet: true, path: named === undefined || named === '' ? '.env' : named });
}

/** The installs that the settings name. @throws TargetError with all problems of the settings */
export function readSettings(): Targets {
  loadEnvironment();
  return readTargets(process.env);
}
