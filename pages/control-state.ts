import type { Locator } from '@playwright/test';

/** Whether a page offers a control: not at all, disabled, or enabled. */
export type ControlState = 'absent' | 'disabled' | 'enabled';

/**
 * What a page offers right now; it waits for nothing, so the page must be ready. One question to the browser instead of
 * three: the pages of a run are asked some thousand times.
 */
export const controlState = (control: Locator): Promise<ControlState> =>
  control.filter({ visible: true }).evaluateAll(stateOf);

/** What is used of an element of the page. */
interface Element {
  matches: (selector: string) => boolean;
  closest: (selector: string) => Element | null;
}

function stateOf([first]: Element[]): ControlState {
  if (!first) return 'absent';
  // Entries of Mathesar's lists are disabled by their style alone.
  const disabled = first.matches(':disabled, .disabled') || first.closest('[aria-disabled="true"]') !== null;
  return disabled ? 'disabled' : 'enabled';
}
