import { expect, test } from '@playwright/test';
import { LOCAL } from '../../../src/engine/local-profile';
import type { Rule } from '../../../src/plan/types';
import { requirePlan } from '../../../src/suite/compile';
import { ALL_EFFECTS, type Effect } from '../../../src/target/effects';
import type { RunState } from '../../../src/target/state';
import { runState } from '../run-state';

const rules = requirePlan().plans.local.files.flatMap((file) => file.rules);

const { witness: _witness, ...noSql } = runState;
/** An install of the user's, with SQL. */
const given: RunState = { ...runState, witness: 'postgres://localhost/mathesar_django' };
const standIn: RunState = { ...given, standIn: true };

const notRun = (allowedEffects: readonly Effect[], state = given) =>
  rules.filter((rule) => whyNot(rule, allowedEffects, state) !== undefined).map(({ id }) => id);
const whyNot = (rule: Rule, allowedEffects: readonly Effect[], state = given) =>
  LOCAL.whyNotRun?.({ ...state, allowedEffects }, rule, 'admin');

const LAST_ADMIN = ['ADM-14', 'ADM-15', 'ADM-16'];
const NEW_INSTALL = ['ADM-17', 'ADM-18', 'ADM-19'];
const USAGE_DATA = ['ANA-03', 'ANA-04'];

test('what reaches beyond the run is not tried on a given install, unless its settings name it', () => {
  expect(notRun([])).toEqual([...USAGE_DATA, 'ANA-05', ...LAST_ADMIN, ...NEW_INSTALL]);
  expect(notRun(['feedback'])).toEqual([...USAGE_DATA, ...LAST_ADMIN, ...NEW_INSTALL]);
  expect(notRun(['usage-data'])).toEqual(['ANA-05', ...LAST_ADMIN, ...NEW_INSTALL]);
  expect(notRun(['administrators'])).toEqual([...USAGE_DATA, 'ANA-05', ...NEW_INSTALL]);
});

test('only beside a stand-in is there a new install, and all is tried there', () => {
  expect(notRun(ALL_EFFECTS)).toEqual(NEW_INSTALL);
  expect(notRun(ALL_EFFECTS, standIn)).toEqual([]);
});

test('the last administrator is not touched where nobody could put the others back', () => {
  expect(notRun(ALL_EFFECTS, { ...noSql, standIn: true })).toEqual([...LAST_ADMIN, ...NEW_INSTALL]);
  const [demote] = rules.filter(({ id }) => id === 'ADM-14');
  expect(demote && whyNot(demote, ALL_EFFECTS, noSql)).toBe(
    'last_admin.demote may leave the install without an administrator, open to everybody, and only SQL can put that right: set LOCAL_DATABASE_URL',
  );
});

test('the reason says what the rule would do, where, and which word allows it', () => {
  const [feedback] = rules.filter(({ id }) => id === 'ANA-05');
  expect(feedback && whyNot(feedback, [])).toBe(
    'analytics.upload_feedback sends a message to the makers of Mathesar; to allow that on localhost, add feedback to QA_PLAN_ALLOWED_EFFECTS',
  );
});
