import { expect, test } from '@playwright/test';
import type { RunState } from '../../../src/target/state';
import { DEFAULT_LIMITS, type Limits } from '../../../src/demo/health/limits';
import { probe, type Probed } from '../../../src/demo/health/probe';
import type { Health } from '../../../src/demo/health/verdict';
import { writeHealth } from '../../../src/demo/health/write';
import { Client } from '../../../src/target/client';
import { withProvisionedDemo } from '../support/provisioned-demo';

/** How many calls are under way at once, step by step; each step lasts as long as one probe. */
const STEPS = [4, 8, 16, 32, 64];

/** Milliseconds after which no further step is begun. */
const BOUND_MS = 20_000;

/** Keeps some calls under way until told to stop. @returns how many were answered, and how many of them wrongly */
async function load(
  run: RunState,
  concurrency: number,
  until: Promise<unknown>,
): Promise<{ answered: number; failed: number }> {
  const client = new Client(run.baseUrl, run.setupAdmin.session);
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

/** One step: how the probe found the install under that many calls at once, and how many of them failed. */
interface Step {
  concurrency: number;
  health: Health;
  answered: number;
  failed: number;
}

/** Raises the load step by step, until the probe turns or time is up. */
async function raiseLoad(run: RunState, probed: Probed, limits: Limits): Promise<Step[]> {
  const begun = performance.now();
  const steps: Step[] = [];
  for (const concurrency of STEPS) {
    if (performance.now() - begun > BOUND_MS) break;
    const probing = probe(probed, limits);
    const counts = await load(run, concurrency, probing);
    const health = await probing;
    steps.push({ concurrency, health, ...counts });
    if (health.status !== 'ok') break;
  }
  return steps;
}

/** Limits compared with this machine at rest, whatever that is: the stand-in is no measure of the real program. */
function limitsAboveRest({ measures }: Health): Limits {
  const slowest = (kind: 'page' | 'call') =>
    Math.max(...measures.filter((each) => each.kind === kind).map(({ medianMs }) => medianMs ?? 0));
  const marks = (ms: number) => ({ near: 3 * ms + 20, over: 9 * ms + 60 });
  return { ...DEFAULT_LIMITS, pageMs: marks(slowest('page')), callMs: marks(slowest('call')) };
}

test('under load the probe turns before a call of the install fails', async () => {
  await withProvisionedDemo({}, async (run, { baseUrl }) => {
    const visitor = { account: run.setupAdmin, database: run.databases.main };
    const probed: Probed = { baseUrl, visitor, admin: run.accounts.admin?.session };
    await probe(probed, DEFAULT_LIMITS);
    const idle = await probe(probed, DEFAULT_LIMITS);
    expect(idle.measures.filter(({ problem }) => problem)).toEqual([]);
    const limits = limitsAboveRest(idle);
    const steps = await raiseLoad(run, probed, limits);
    for (const { concurrency, health, answered, failed } of steps) {
      console.log(
        `${String(concurrency)} at once: ${health.status}, ${String(failed)} of ${String(answered)} failed`,
      );
      expect(failed, `${String(concurrency)} at once: ${writeHealth(health)}`).toBe(0);
      expect(answered).toBeGreaterThan(0);
    }
    expect(['near', 'over']).toContain(steps.at(-1)?.health.status);
    expect((await probe(probed, limits)).status, 'at rest again').toBe('ok');
  });
});
