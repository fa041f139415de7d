import { expect, test } from '@playwright/test';
import { LOCAL } from '../../../src/engine/local-profile';
import type { Rule } from '../../../src/plan/types';
import { requirePlan } from '../../../src/suite/compile';
import { ALL_EFFECTS, type Effect } from '../../../src/target/effects';
import { runState } from '../run-state';

const rules = requirePlan().plans.local.files.flatMap((file) => file.rules);

const notRun = (allowedEffects: readonly Effect[]) =>
  rules.filter((rule) => whyNot(rule, allowedEffects) !== undefined).map(({ id }) => id);
const whyNot = (rule: Rule, allowedEffects: readonly Effect[]) =>
  LOCAL.whyNotRun?.({ ...runState, allowedEffects }, rule, 'admin');

test('what reaches beyond the run is not tried on a given install, unless its settings name it', () => {
  expect(notRun([])).toEqual(['ANA-03', 'ANA-04', 'ANA-05']);
  expect(notRun(['feedback'])).toEqual(['ANA-03', 'ANA-04']);
  expect(notRun(['usage-data'])).toEqual(['ANA-05']);
  expect(notRun(ALL_EFFECTS)).toEqual([]);
});

test('the reason says what the rule would do, where, and which word allows it', () => {
  const [feedback] = rules.filter(({ id }) => id === 'ANA-05');
  expect(feedback && whyNot(feedback, [])).toBe(
    'analytics.upload_feedback sends a message to the makers of Mathesar; to allow that on localhost, add feedback to QA_PLAN_ALLOWED_EFFECTS',
  );
});
