import { expect, test } from '@playwright/test';
import { startRun, writeThrowaway } from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';

const FEEDBACK = trialPlan([
  '| T-1 | Send feedback | `analytics.upload_feedback` | allow | allow | allow | allow | deny: login |',
]);

/** Runs it on a stand-in that is started for it. */
async function runOn(standIn: Record<string, string>, folder: string) {
  const throwaway = writeThrowaway(folder, FEEDBACK);
  Object.assign(throwaway.env, standIn);
  return startRun(throwaway).ended;
}

test('an account that no attempt can see come is told at the end of the worker, and fails the run', async ({}, info) => {
  // Who has no account has no name either, by which what the refused call makes would be one of the run.
  const fault = { QA_PLAN_FAULT: 'refused-effect:analytics.upload_feedback:user' };
  const { code, text } = await runOn(fault, info.outputPath());
  expect(text).toMatch(
    /side effect: 1 changed on \S+ that lie outside every object of the run\n\s+users u\d+: was added/,
  );
  expect(text).toContain('5 passed, 0 failed');
  expect(code).toBe(1);
});

test('on a whole install nothing changes outside of the run', async ({}, info) => {
  const { code, text } = await runOn({}, info.outputPath());
  expect(text).not.toContain('side effect');
  expect(code).toBe(0);
});
