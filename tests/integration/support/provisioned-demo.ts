import { expect } from '@playwright/test';
import { provisionDemo, removeFromDemo, type MadeOnDemo } from '../../../src/demo/provision';
import type { DemoState } from '../../../src/demo/state';
import { spawnEmbedded, type RunningInstall } from '../../../stand-in/src/spawn';
import { embeddedDemoTarget } from '../../../tools/stand-in-target';

/**
 * Starts a demo with two visitors, and takes all of it away after the work.
 * @param given environment of the demo, such as a fault
 * @throws what the work throws; fails the test where something of the visitors is left
 */
export async function withProvisionedDemo(
  given: Record<string, string>,
  work: (demo: DemoState, embedded: RunningInstall) => Promise<void>,
): Promise<void> {
  const embedded = await spawnEmbedded({ QA_PLAN_DEMO: 'public', ...given });
  let made: MadeOnDemo | undefined;
  try {
    const demo = await provisionDemo(embeddedDemoTarget(embedded), (growing) => {
      made = growing;
    });
    await work(demo, embedded);
  } finally {
    const left = made ? await removeFromDemo(made) : [];
    await embedded.stop();
    expect(left).toEqual([]);
  }
}
