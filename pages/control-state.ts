import type { Locator } from '@playwright/test';

/** Whether a page offers a control: not at all, without letting use it, or for use. */
export type ControlState = 'absent' | 'disabled' | 'enabled';

/** The current state of a control; does not wait, so the page must be ready. */
export async function controlState(control: Locator): Promise<ControlState> {
  const visible = control.filter({ visible: true });
  if ((await visible.count()) === 0) return 'absent';
  const first = visible.first();
  if (await first.isDisabled()) return 'disabled';
  // Entries of Mathesar's lists are disabled by style only.
  const styles = (await first.getAttribute('class'))?.split(/\s+/) ?? [];
  return styles.includes('disabled') ? 'disabled' : 'enabled';
}
