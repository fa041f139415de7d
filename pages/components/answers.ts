import { readFile } from 'node:fs/promises';
import type { Page, Request } from '@playwright/test';

const ENDPOINT = '/api/rpc/v0/';

/** Whether a request is one of the page's questions to the install. */
export const isQuestion = (request: Request): boolean => new URL(request.url()).pathname === ENDPOINT;

/**
 * Waits until questions are answered, and those that follow from the answers, and all of it is on the screen.
 * @param asked grows as the page asks; what is answered is taken out
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
 * Waits until the page has asked a method and shown what came of it. Only for what changes nothing that can be seen
 * when the role holds no privilege: there, a control that is not there yet and one that never comes look the same.
 */
export async function shown(page: Page, method: string): Promise<void> {
  const response = await page.waitForResponse(
    (answer) =>
      answer.url().endsWith(ENDPOINT) && (answer.request().postData() ?? '').includes(`"${method}"`),
  );
  await response.finished();
  await painted(page);
}

/** A file with rows, as a person picks it. */
export const csvFile = (csv: string) => ({
  name: 'rows.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(csv),
});

/** Sends a file by what a person does, and waits until the install has it. */
export async function uploaded(page: Page, send: () => Promise<void>): Promise<void> {
  const taken = page.waitForResponse((answer) => answer.url().includes('/data_files/'));
  await send();
  await (await taken).finished();
  await painted(page);
}

/** Does what a person does to download a file. @returns what is in it */
export async function downloaded(page: Page, ask: () => Promise<void>): Promise<string> {
  const begun = page.waitForEvent('download');
  await ask();
  const download = await begun;
  const text = await readFile(await download.path(), 'utf8');
  await download.delete();
  return text;
}

/** Two frames: what was computed before the first is on the screen after the second. */
const TWO_FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))';

/** Waits until what was already computed is on the screen. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(TWO_FRAMES);
}
