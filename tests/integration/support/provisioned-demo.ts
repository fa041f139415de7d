import { expect } from '@playwright/test';
import { ownDemoLifeCycle } from '../../../src/demo/life-cycle';
import { openRun } from '../../../src/target/run';
import { standInDemoTarget, startStandIn, type StandIn } from '../../../src/target/stand-in';
import type { RunState } from '../../../src/target/state';

/**
 * Starts a demo with two visitors, and takes all of it away after the work.
 * @param given environment of the demo, such as a fault
 * @throws what the work throws; fails the test where something of the visitors is left
 */
export async function withProvisionedDemo(
  given: Record<string, string>,
  work: (demo: RunState, standIn: StandIn) => Promise<void>,
): Promise<void> {
  const standIn = await startStandIn({ QA_PLAN_DEMO: 'public', ...given });
  try {
    const run = await openRun(ownDemoLifeCycle(standInDemoTarget(standIn)));
    try {
      await work(run.state, standIn);
    } finally {
      expect(await run.close()).toEqual([]);
    }
  } finally {
    await standIn.stop();
  }
}
