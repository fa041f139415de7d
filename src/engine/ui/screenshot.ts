import type { Locator, Page } from '@playwright/test';
import type { Control, ControlContext } from '../../controls/control';

/** What a page looked like when a cell failed. */
export interface Screenshot {
  /** The page, with an outline around the control or the region where it is missing. */
  png: Buffer;
  /** The accessibility snapshot of that region. */
  snapshot: string;
}

const FOUND = '3px solid #d6336c';
const MISSING = '3px dashed #d6336c';

/** Takes a screenshot of a control on its page, or of the place where it is missing. */
export async function photograph(page: Page, control: Control, context: ControlContext): Promise<Screenshot> {
  const found = control.locate(context).filter({ visible: true }).first();
  const region = await regionOf(page, control);
  const isThere = (await found.count()) > 0;
  const marked = isThere ? found : region;
  const mark = isThere ? FOUND : MISSING;
  await marked.evaluate(outline, mark);
  const png = await page.screenshot();
  const snapshot = await region.ariaSnapshot();
  await marked.evaluate(outline, '');
  return { png, snapshot };
}

const outline = ({ style }: { style: { outline: string } }, mark: string) => {
  style.outline = mark;
};

/** Where the control is or would be: the menu or dialog opened for it, or else the page's main part. */
async function regionOf(page: Page, { within = [] }: Control): Promise<Locator> {
  const main = page.getByRole('main');
  // Mathesar's dialogs have no role; they are siblings of the application in the document.
  const siblings = page.locator('body > *').filter({ hasNot: main, hasText: /\S/, visible: true });
  const opened = within.at(-1)?.menu ? [page.getByRole('menu').last(), siblings.last()] : [siblings.last()];
  for (const region of [...(within.length > 0 ? opened : []), main.last()]) {
    if ((await region.count()) > 0) return region;
  }
  return page.locator('body');
}
