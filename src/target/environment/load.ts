import { readSettingsFile } from './file';
import { readTargets, TargetError } from './read';
import type { Targets } from '../target';

/**
 * Reads the settings file into the environment, whose own values take precedence: `.env`, or the file named
 * by QA_PLAN_ENV_FILE, for users who test several installs.
 * @throws TargetError when the named file does not exist, or with all lines that are not understood
 */
export function loadEnvironment(): void {
  const { QA_PLAN_ENV_FILE: named = '' } = process.env;
  const read = readSettingsFile(named === '' ? '.env' : named);
  const problems =
    read || named === ''
      ? (read?.problems ?? [])
      : [`QA_PLAN_ENV_FILE names ${named}, which does not exist; example: .env.staging`];
  if (problems.length > 0)
    throw new TargetError(
      ['The environment does not name the install to test:', ...problems.map((line) => `  ${line}`)].join(
        '\n',
      ),
    );
  for (const [name, value] of Object.entries(read?.variables ?? {})) process.env[name] ??= value;
}

/** The installs that the settings name. @throws TargetError with all problems of the settings */
export function readSettings(): Targets {
  loadEnvironment();
  return readTargets(process.env);
}
