import { parseArgs } from 'node:util';
import { readTarget } from '../../src/target/environment/read';
import { withRun } from '../../src/target/run';
import { standInTarget } from '../../src/target/stand-in';
import type { Target } from '../../src/target/target';
import { withStandIn } from '../../tests/integration/support/with-stand-in';
import { compareControls } from './controls/compare';

/** What is compared: `--only NAME`, and `--real` for the install that the environment names. */
export const { values: asked } = parseArgs({
  options: { only: { type: 'string', default: '' }, real: { type: 'boolean', default: false } },
});

/** Does something with the install that is compared with the recordings. */
export const onInstall = (work: (target: Target) => Promise<void>): Promise<void> =>
  asked.real ? work(readTarget(process.env)) : withStandIn({}, (standIn) => work(standInTarget(standIn)));

/** Compares the controls of an install's pages, and prints what differs and what the run left. */
export async function compareControlsOf(target: Target): Promise<void> {
  const left = await withRun(target, async (state) => {
    if (!(await compareControls(state, asked.only))) process.exitCode = 1;
  });
  printOrphans(left);
}

/** Prints what a run left on the install, which is a failure. */
export function printOrphans(left: readonly string[]): void {
  for (const line of left) console.log(`orphan: ${line}`);
  if (left.length > 0) process.exitCode = 1;
}
