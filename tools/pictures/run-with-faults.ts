import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { readRecord } from '../../src/record/read';
import type { RunRecord } from '../../src/record/schema';

/**
 * Runs a part of the plan on a stand-in with faults, as a person does.
 *
 * @param folder where the results are put
 * @throws RecordError when the run leaves no record
 */
export function runWithFaults(
  folder: string,
  { faults, rules }: { faults: readonly string[]; rules: readonly string[] },
): RunRecord {
  console.log(`npx playwright test ${rules.join(' ')}  with QA_PLAN_FAULT=${faults.join(',')}`);
  // Its exit code says that there are findings, which is what the faults are for.
  spawnSync('npx', ['playwright', 'test', ...rules], {
    env: { ...process.env, QA_PLAN_FAULT: faults.join(','), QA_PLAN_RESULTS: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return readRecord(path.join(folder, 'run.json'));
}
