import { expect } from '@playwright/test';
import { ownDemoLifeCycle } from '../../../src/demo/life-cycle';
import { openRun } from '../../../src/target/run';
import { standInDemoTarget, type StandIn } from '../../../src/target/stand-in';
import type { RunState } from '../../../src/target/state';
import { withStandIn } from './with-stand-in';

/**
 * Starts a demo with two visitors, and takes all of it away after the work.
 * @param given environment of the demo, such as a fault
 * @throws what the work throws; fails the test where something of the visitors is left
 */
export async function withProvisionedDemo(
  given: Record<string, string>,
  work: (demo: RunState, standIn: StandIn) => Promise<void>,
): Promise<void> {
  await withStandIn({ QA_PLAN_DEMO: 'public', ...given }, async (standIn) => {
    const run = await openRun(ownDemoLifeCycle(standInDemoTarget(standIn)));
    try {
      await work(run.state, standIn);
    } finally {
      expect(await run.close()).toEqual([]);
    }
  });
}
