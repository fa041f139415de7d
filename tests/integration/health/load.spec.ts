import { expect, test } from '@playwright/test';
import { provisionDemo, removeFromDemo, type MadeOnDemo } from '../../../src/demo/provision';
import type { DemoState } from '../../../src/demo/state';
import { standInDemoTarget, startStandIn } from '../../../src/target/stand-in';
import { DEFAULT_LIMITS, type Limits } from '../../../src/demo/health/limits';
import { probe, type Probed } from '../../../src/demo/health/probe';
import { writeHealth } from '../../../src/demo/health/write';
import { Client } from '../../../src/target/client';

test.setTimeout(120_000);

/** How many calls are under way at once, step by step; each step lasts as long as one probe. */
const STEPS = [4, 8, 16, 32, 64];

/** Milliseconds after which no further step is begun. */
const BOUND_MS = 20_000;

/** Keeps some calls under way until told to stop. @returns how many were answered, and how many of them wrongly */
async function load(
  { run }: DemoState,
  concurrency: number,
  until: Promise<unknown>,
): Promise<{ answered: number; failed: number }> {
  const client = new Client(run.baseUrl, run.steward.session);
  const counts = { answered: 0, failed: 0 };
  let over = false;
  const end = until.finally(() => {
    over = true;
  });
  const one = async () => {
    while (!over) {
      const answer = await client
        .call('schemas.list', { database_id: run.databases.main.id })
        .catch(() => ({ ok: false }));
      counts.answered += 1;
      if (!answer.ok) counts.failed += 1;
    }
  };
  await Promise.all([end, ...Array.from({ length: concurrency }, one)]);
  return counts;
}

test('under load the probe turns before a call of the install fails', async () => {
  const standIn = await startStandIn({ QA_PLAN_DEMO: 'public' });
  let made: MadeOnDemo | undefined;
  try {
    const demo = await provisionDemo(standInDemoTarget(standIn), (growing) => {
      made = growing;
    });
    const { run } = demo;
    const visitor = { account: run.steward, database: run.databases.main };
    const probed: Probed = { baseUrl: standIn.baseUrl, visitor, admin: run.accounts.admin?.session };
    await probe(probed, DEFAULT_LIMITS);
    const idle = await probe(probed, DEFAULT_LIMITS);
    // Held against this machine at rest, whatever that is: the stand-in is no measure of the real program.
    const slowest = (kind: 'page' | 'call') =>
      Math.max(...idle.measures.filter((each) => each.kind === kind).map(({ medianMs }) => medianMs ?? 0));
    const marks = (ms: number) => ({ near: 3 * ms + 20, over: 9 * ms + 60 });
    const limits: Limits = {
      ...DEFAULT_LIMITS,
      pageMs: marks(slowest('page')),
      callMs: marks(slowest('call')),
    };
    expect(idle.measures.filter(({ problem }) => problem)).toEqual([]);

    const begun = performance.now();
    const seen: string[] = [];
    for (const concurrency of STEPS) {
      if (performance.now() - begun > BOUND_MS) break;
      const health = probe(probed, limits);
      const counts = await load(demo, concurrency, health);
      const { status } = await health;
      seen.push(
        `${String(concurrency)} at once: ${status}, ${String(counts.failed)} of ${String(counts.answered)} calls failed`,
      );
      console.log(seen.at(-1));
      expect(counts.failed, writeHealth(await health)).toBe(0);
      if (status !== 'ok') break;
    }
    expect(seen.at(-1)).toMatch(/at once: (near|over), 0 of \d+ calls failed/);
    expect((await probe(probed, limits)).status, 'at rest again').toBe('ok');
  } finally {
    if (made) expect(await removeFromDemo(made)).toEqual([]);
    await standIn.stop();
  }
});
