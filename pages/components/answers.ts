import { readFile } from 'node:fs/promises';
import type { Page, Request } from '@playwright/test';

const ENDPOINT = '/api/rpc/v0/';

/** Whether a request is an RPC call of the page. */
export const isQuestion = (request: Request): boolean => new URL(request.url()).pathname === ENDPOINT;

/**
 * Waits until all calls are answered, including those that the answers trigger, and the results are on the screen.
 * @param asked pending calls: the page adds to it; answered ones are removed
 */
export async function answered(page: Page, asked: Set<Request>): Promise<void> {
  do {
    const now = [...asked];
    await Promise.all(now.map((request) => request.response()));
    for (const request of now) asked.delete(request);
    await painted(page);
  } while (asked.size > 0);
}

/**
 * Waits until the page has called a method and shown the result. Needed where a missing privilege changes
 * nothing visible: a control that is not there yet looks the same as one that never appears.
 */
export async function shown(page: Page, method: string): Promise<void> {
  await received(
    page,
    (request) => request.url().endsWith(ENDPOINT) && (request.postData() ?? '').includes(`"${method}"`),
  );
  await painted(page);
}

/** Waits until the whole answer to a request is there; of one that was cut off, no more ever comes. @throws TimeoutError */
async function received(page: Page, isIt: (request: Request) => boolean): Promise<void> {
  await page.waitForEvent('requestfinished', isIt);
}

/** A file with rows, for a file chooser. */
export const csvFile = (csv: string) => ({
  name: 'rows.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(csv),
});

/** Uploads a file through an interaction, and waits until the install has it. */
export async function uploaded(page: Page, send: () => Promise<void>): Promise<void> {
  const taken = received(page, (request) => request.url().includes('/data_files/'));
  await send();
  await taken;
  await painted(page);
}

/** Downloads a file through an interaction. @returns its contents */
export async function downloaded(page: Page, ask: () => Promise<void>): Promise<string> {
  const begun = page.waitForEvent('download');
  await ask();
  const download = await begun;
  const text = await readFile(await download.path(), 'utf8');
  await download.delete();
  return text;
}

/** Two frames: results computed before the first are on the screen after the second. */
const TWO_FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))';

/** Waits until results that are already computed are on the screen. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(TWO_FRAMES);
}
