import { expect, test } from '@playwright/test';
import { LOCAL } from '../../../src/engine/local-profile';
import { whyNotRun } from '../../../src/engine/profile';
import { requirePlan } from '../../../src/suite/compile';
import { runState } from '../run-state';

const rule = requirePlan()
  .plans.local.files.flatMap(({ rules }) => rules)
  .find(({ action }) => action.name === 'columns.patch');

/** The answer for a control that offers the rule's call. */
function why(control: string, release: string | undefined): string | undefined {
  if (!rule) throw new Error('no rule for columns.patch');
  const state = { ...runState, ...(release !== undefined && { release }) };
  return whyNotRun(LOCAL, state, rule, 'viewer', LOCAL.controls.named(control));
}

const SAVE = 'column inspector: Save of Data Type';

test('a control is not looked for on the pages of a release that does not show it yet', () => {
  expect(why(SAVE, '0.9.0')).toBe(`the pages of release 0.9.0 do not show "${SAVE}"`);
  for (const release of ['0.10.0', '0.11.0', undefined]) expect(why(SAVE, release)).toBeUndefined();
  expect(why('column inspector: Data Type', '0.9.0')).toBeUndefined();
});
