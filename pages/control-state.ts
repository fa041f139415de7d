import type { Locator } from '@playwright/test';

/** Whether a page offers a control: not at all, without letting use it, or for use. */
export type ControlState = 'absent' | 'disabled' | 'enabled';

const OFF = ':disabled, .disabled, [aria-disabled=true], [aria-disabled=true] *';

/** Entries of Mathesar's lists are disabled by style only; what is in a label is for the label's field. */
const DISABLED = `:is(${OFF}), label:has(:is(${OFF})), label:has(:is(${OFF})) *`;

/**
 * The current state of a control; does not wait, so the page must be ready. Asks by selectors alone: a function would run
 * among the page's own scripts, where Playwright has to put a third of a megabyte first, on every page anew.
 */
export async function controlState(control: Locator): Promise<ControlState> {
  const first = control.filter({ visible: true }).first();
  const disabled = first.and(control.page().locator(DISABLED));
  const [found, foundDisabled] = await Promise.all([first.count(), disabled.count()]);
  if (found === 0) return 'absent';
  return foundDisabled > 0 ? 'disabled' : 'enabled';
}
