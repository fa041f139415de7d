import type { Locator } from '@playwright/test';

/** Whether a page offers a control: not at all, without letting use it, or for use. */
export type ControlState = 'absent' | 'disabled' | 'enabled';

/** What is asked of an element in the page; the types of the DOM are the browser's. */
interface Shown {
  matches(selector: string): boolean;
  closest(selector: string): (Shown & { control?: Shown | null }) | null;
}

/** The current state of a control; does not wait, so the page must be ready. */
export function controlState(control: Locator): Promise<ControlState> {
  return control.filter({ visible: true }).evaluateAll((elements) => {
    const [first] = elements as unknown as Shown[];
    if (!first) return 'absent';
    // Entries of Mathesar's lists are disabled by style only.
    const isDisabled = [first, first.closest('label')?.control].some(
      (part) =>
        part && (part.matches(':disabled, .disabled') || part.closest('[aria-disabled=true]') !== null),
    );
    return isDisabled ? 'disabled' : 'enabled';
  });
}
