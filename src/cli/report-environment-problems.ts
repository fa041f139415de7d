import { TargetError } from '../target/environment/read';
import { EXIT } from './exit-codes';
import { readSettings } from './load-environment';

/**
 * Reads the settings, and ends the process with every problem of them printed, before Playwright loads a single test.
 */
export function reportEnvironmentProblems(): void {
  try {
    for (const line of readSettings().warnings) console.error(`warning  ${line}`);
  } catch (error) {
    if (!(error instanceof TargetError)) throw error;
    console.error(error.message);
    process.exit(EXIT.preflight);
  }
}
