import { fileURLToPath } from 'node:url';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import type { Activatable } from '../verdict/judge-contents';

/** Runs in every page before its own scripts. */
const SCRIPT = fileURLToPath(new URL('in-page.js', import.meta.url));

/** What the script gives to the page. */
interface InPage {
  __qaPlan: { howReached: (element: unknown) => string | undefined; conceal: () => void };
}

const watched = new WeakSet<BrowserContext>();

/** Makes all pages that a browser context opens from now on tell what can be activated on them, and what ever was. */
export async function watchPages(context: BrowserContext): Promise<void> {
  if (watched.has(context)) return;
  watched.add(context);
  await context.addInitScript({ path: SCRIPT });
}

/** Everything that a mouse or a keyboard can activate now, and what was there since the page was opened. */
export async function contentsOf(page: Page): Promise<Activatable[]> {
  return page.evaluate<Activatable[]>('__qaPlan.contents()');
}

/** What is there now and was not at the last question. */
export async function newContentsOf(page: Page): Promise<Activatable[]> {
  return page.evaluate<Activatable[]>('__qaPlan.added()');
}

/**
 * Opens the menus and lists that buttons of the page open, one after the other.
 * @param withBar those of the bar on top, too, which is the same on every page
 * @returns what can be activated in them
 */
export async function popupContentsOf(page: Page, withBar: boolean): Promise<Activatable[]> {
  const found: Activatable[] = [];
  const count = await page.evaluate<number>(`__qaPlan.openers(${String(withBar)})`);
  for (let index = 0; index < count; index++) {
    found.push(...(await page.evaluate<Activatable[]>(`__qaPlan.open(${String(index)})`)));
    await page.keyboard.press('Escape');
  }
  return found;
}

/**
 * How any of the elements of a locator can be activated, however it is shown: off the screen, without a size, when it is
 * pointed at.
 * @returns undefined when none can
 */
export async function howReached(control: Locator): Promise<string | undefined> {
  const page = control.page();
  await page.evaluate('__qaPlan.reveal()');
  // Handles, because a function of the locator would have Playwright put its own script among the page's.
  const found = await control.elementHandles();
  const ways = await page.evaluate((elements) => {
    const { __qaPlan: inPage } = globalThis as unknown as InPage;
    try {
      return elements.map((element) => inPage.howReached(element) ?? null);
    } finally {
      inPage.conceal();
    }
  }, found);
  return ways.find((way) => way !== null) ?? undefined;
}

/** All texts of the page since it was opened, those that were shown for a moment included. */
export async function everSaid(page: Page): Promise<string> {
  return page.evaluate<string>('__qaPlan.texts()');
}
