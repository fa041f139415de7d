import { expect, test } from '@playwright/test';
import { preflight } from '../../../src/target/preflight';
import type { Effect } from '../../../src/target/effects';
import { standInTarget } from '../../../src/target/stand-in';
import { fakeHost, refusing, type FakeHost } from '../support/fake-hosts';
import { startRun, writeThrowaway } from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile();

/** As release 0.11.0 answers where the address of its feedback can not be reached. */
const UNREACHABLE = {
  code: -25051,
  message: 'ConnectionError: HTTPConnectionPool(host=…): Max retries exceeded',
};
const REFUSED = {
  code: -32603,
  message: 'Authentication failed when calling "analytics.upload_feedback"',
};

let host: FakeHost | undefined;

test.afterEach(() => host?.stop());

const answering = async (error: { code: number; message: string }) => {
  host = await fakeHost(refusing(install().baseUrl, 'analytics.upload_feedback', error));
  return { ...install(), baseUrl: host.url };
};

const feedbackChecks = async (baseUrl: string, allowedEffects: readonly Effect[]) =>
  (await preflight({ ...standInTarget(install()), baseUrl, allowedEffects })).filter(
    ({ check }) => check === 'feedback',
  );

test('preflight asks whether feedback arrives only where it may', async () => {
  const { baseUrl } = await answering(UNREACHABLE);
  expect(await feedbackChecks(baseUrl, ['usage-data'])).toEqual([]);
  expect(await feedbackChecks(baseUrl, ['feedback'])).toEqual([
    expect.objectContaining({
      state: 'warning',
      prevents: 'feedback',
      says: `the install can not send feedback: -25051 ${UNREACHABLE.message}`,
    }),
  ]);
  const [arrives] = await feedbackChecks(install().baseUrl, ['feedback']);
  expect(arrives).toEqual({ state: 'ok', check: 'feedback', says: 'the install can send feedback' });
});

test('a refusal of feedback is for the cells to tell', async () => {
  const { baseUrl } = await answering(REFUSED);
  const [check] = await feedbackChecks(baseUrl, ['feedback']);
  expect(check?.prevents).toBeUndefined();
});

test('where feedback can not arrive, its cells are not run, with the reason', async ({}, info) => {
  const plan = trialPlan([
    '| T-1 | Send feedback | `analytics.upload_feedback` | allow | allow | allow | allow | deny: login |',
    '| T-2 | List users | `users.list` | allow | deny: admin | deny: admin | deny: admin | deny: login |',
  ]);
  const throwaway = writeThrowaway(info.outputPath(), plan, await answering(UNREACHABLE));
  throwaway.env.QA_PLAN_ALLOWED_EFFECTS = 'feedback';
  const { code, text } = await startRun(throwaway).ended;
  expect(code, text).toBe(0);
  expect(text).toContain('the install can not send feedback: -25051 ConnectionError');
  expect(text).toMatch(/5 passed/);
});
