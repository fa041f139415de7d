import { selectors, type Locator } from '@playwright/test';

/** Whether a page offers a control: not at all, without letting use it, or for use. */
export type ControlState = 'absent' | 'disabled' | 'enabled';

/** What is asked of an element in the page; the types of the DOM are the browser's. */
interface Shown {
  matches(selector: string): boolean;
  closest(selector: string): (Shown & { control?: Shown | null }) | null;
}

/**
 * A selector that finds an element in itself when it is disabled. A function of a locator would tell the same, but runs among
 * the page's own scripts, where Playwright has to put a third of a megabyte first, on every page anew.
 */
const DISABLED = 'is_disabled';
await selectors
  .register(
    DISABLED,
    () => ({
      queryAll(element: Shown) {
        // Entries of Mathesar's lists are disabled by style only.
        const isDisabled = [element, element.closest('label')?.control].some(
          (part) =>
            part && (part.matches(':disabled, .disabled') || part.closest('[aria-disabled=true]') !== null),
        );
        return isDisabled ? [element] : [];
      },
    }),
    { contentScript: true },
  )
  .catch((error: unknown) => {
    // A test written by hand has this module beside the one of the bundle.
    if (!String(error).includes('already registered')) throw error;
  });

/** The current state of a control; does not wait, so the page must be ready. */
export async function controlState(control: Locator): Promise<ControlState> {
  const first = control.filter({ visible: true }).first();
  const [found, disabled] = await Promise.all([first.count(), first.locator(`${DISABLED}=`).count()]);
  if (found === 0) return 'absent';
  return disabled > 0 ? 'disabled' : 'enabled';
}
