import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base, type BrowserContextOptions, type Page } from '@playwright/test';
import type { RunRecord } from '../../../src/record/schema';
import type { Beside } from '../../../src/report/page/page-data';
import { writePage } from '../../../src/report/page/write-page';
import { Browsing } from '../../../src/target/browser/browsing';

interface Opening extends BrowserContextOptions {
  /** The part of the address after `#`. */
  at?: string;
  beside?: Partial<Beside>;
}

interface Fixtures {
  /** Writes the page of a record into a folder of its own, and opens it from there as a file. */
  openPage: (record: RunRecord, opening?: Opening) => Promise<Page>;
}

/** Tests of the matrix page, in the suite's own browser. */
export const test = base.extend<Fixtures, { ownBrowser: Browsing }>({
  ownBrowser: [
    async ({}, use) => {
      const browsing = new Browsing('http://127.0.0.1');
      await use(browsing);
      await browsing.end();
    },
    { scope: 'worker' },
  ],
  openPage: async ({ ownBrowser }, use, info) => {
    const opened: Page[] = [];
    await use(async (record, { at = '', beside = {}, ...options } = {}) => {
      const file = info.outputPath(`run-${String(opened.length)}`, 'matrix.html');
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, writePage(record, { folder: 'results', ...beside }));
      const page = await (await ownBrowser.browser()).newPage({ reducedMotion: 'reduce', ...options });
      opened.push(page);
      await page.goto(`${pathToFileURL(file).href}${at === '' ? '' : `#${at}`}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    });
    for (const page of opened) await page.close();
  },
});

/** Goes to a place of the page as a link does. @param place the part of the address after `#` */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate(`void (location.hash = ${JSON.stringify(place)})`);
}

/** By how many pixels the page, or the open cell, is wider than what shows it. */
export const sidewaysOf = (page: Page): Promise<number> =>
  page.evaluate<number>(`(() => {
    const { scrollWidth } = document.documentElement;
    const sheet = document.querySelector('dialog');
    return Math.max(scrollWidth - innerWidth, (sheet?.scrollWidth ?? 0) - (sheet?.clientWidth ?? 0));
  })()`);

/** Milliseconds from an input event until the rows that fit its text are painted. */
export const filterFor = (page: Page, text: string): Promise<number> =>
  page.evaluate<number>(`(async () => {
    const input = document.querySelector('input[type="search"]');
    const status = document.querySelector('[role="status"]');
    const before = status.textContent;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    const start = performance.now();
    input.value = ${JSON.stringify(text)};
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    do await frame(); while (status.textContent === before);
    // A task after the frame in which the rows changed runs when that is painted.
    await new Promise((resolve) => setTimeout(resolve));
    return performance.now() - start;
  })()`);
