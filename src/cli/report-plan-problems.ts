import { existsSync } from 'node:fs';
import { SPEC_FOLDER } from '../../fixtures/folders';
import { readPlan } from '../../fixtures/plan';
import { messageOf } from '../target/message';

/** Ends the process with every problem of the plan printed, before Playwright loads a single test. */
export function reportPlanProblems(): void {
  try {
    const missing = readPlan()
      .files.map(({ area }) => `${SPEC_FOLDER}/${area}.spec.ts`)
      .filter((spec) => !existsSync(spec));
    if (missing.length === 0) return;
    console.error(
      `plan files without a spec, whose cells would never run; write:\n  ${missing.join('\n  ')}`,
    );
  } catch (error) {
    console.error(messageOf(error));
  }
  process.exit(1);
}
