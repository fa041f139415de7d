import { EventEmitter } from 'node:events';
import { expect, test, type Page, type Request } from '@playwright/test';
import { PageAnswers, PageNotWhole } from '../../../src/engine/ui/page-answers';

const FRAME = {};
const RPC = 'http://127.0.0.1/api/rpc/v0/';

/** A request as Playwright tells it. @param end the HTTP status, or why there is none */
const request = (end: number | string, isNavigation = false): Request =>
  ({
    url: () => (isNavigation ? 'http://127.0.0.1/db/1/' : RPC),
    method: () => 'POST',
    postData: () => '',
    resourceType: () => (isNavigation ? 'document' : 'fetch'),
    isNavigationRequest: () => isNavigation,
    frame: () => FRAME,
    failure: () => (typeof end === 'string' ? { errorText: end } : null),
    response: () => Promise.resolve(typeof end === 'string' ? null : { status: () => end }),
  }) as unknown as Request;

/** Opens a page. @param leaving what the page before asks meanwhile @param after what the page asks itself */
async function open(leaving: Request[], after: Request[] = []): Promise<void> {
  const page = Object.assign(new EventEmitter(), { mainFrame: () => FRAME, url: () => 'http://127.0.0.1/' });
  const answers = new PageAnswers(page as unknown as Page);
  page.emit('request', request(200, true));
  for (const each of leaving) page.emit('request', each);
  page.emit('framenavigated', FRAME);
  for (const each of after) page.emit('request', each);
  await answers.requireWhole();
}

test('what the browser gave up for a page that was left is not missing on the next one', async () => {
  await expect(open([request('net::ERR_ABORTED')])).resolves.toBeUndefined();
});

test('what failed otherwise meanwhile, or was given up by the page itself, is missing', async () => {
  await expect(open([request(502)])).rejects.toThrow(PageNotWhole);
  await expect(open([request('net::ERR_CONNECTION_RESET')])).rejects.toThrow(/ERR_CONNECTION_RESET/);
  await expect(open([], [request('net::ERR_ABORTED')])).rejects.toThrow(/ERR_ABORTED/);
});
