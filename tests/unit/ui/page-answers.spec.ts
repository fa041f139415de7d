import { EventEmitter } from 'node:events';
import { expect, test, type Page, type Request } from '@playwright/test';
import { PageAnswers, PageNotWhole } from '../../../src/engine/ui/page-answers';
import { messageOf } from '../../../src/target/message';

const FRAME = {};
const RPC = 'http://127.0.0.1/api/rpc/v0/';

/** A request as Playwright tells it. @param end the HTTP status, or why there is none @param text of the answer */
const request = (end: number | string, isNavigation = false, text = ''): Request =>
  ({
    url: () => (isNavigation ? 'http://127.0.0.1/db/1/' : RPC),
    method: () => 'POST',
    postData: () => '',
    resourceType: () => (isNavigation ? 'document' : 'fetch'),
    isNavigationRequest: () => isNavigation,
    frame: () => FRAME,
    failure: () => (typeof end === 'string' ? { errorText: end } : null),
    response: () =>
      Promise.resolve(
        typeof end === 'string' ? null : { status: () => end, text: () => Promise.resolve(text) },
      ),
  }) as unknown as Request;

/** Opens a page. @param leaving what the page before asks meanwhile @param after what the page asks itself */
function open(leaving: Request[], after: Request[] = [], page = request(200, true)): Promise<PageAnswers> {
  const events = Object.assign(new EventEmitter(), {
    mainFrame: () => FRAME,
    url: () => 'http://127.0.0.1/',
  });
  const answers = new PageAnswers(events as unknown as Page);
  events.emit('request', page);
  for (const each of leaving) events.emit('request', each);
  events.emit('framenavigated', FRAME);
  for (const each of after) events.emit('request', each);
  return Promise.resolve(answers);
}

const whole = async (...[leaving, after, page]: Parameters<typeof open>) =>
  (await open(leaving, after, page)).requireWhole();

test('what the browser gave up for a page that was left is not missing on the next one', async () => {
  await expect(whole([request('net::ERR_ABORTED')])).resolves.toBeUndefined();
});

test('what failed otherwise meanwhile, or was given up by the page itself, is missing', async () => {
  await expect(whole([request(502)])).rejects.toThrow(PageNotWhole);
  await expect(whole([request('net::ERR_CONNECTION_RESET')])).rejects.toThrow(/ERR_CONNECTION_RESET/);
  await expect(whole([], [request('net::ERR_ABORTED')])).rejects.toThrow(/ERR_ABORTED/);
});

/** A page whose schemas the install could not load. */
const withFailure = (code: number, message: string) =>
  request(
    200,
    true,
    `<script id="common-data" type="application/json">${JSON.stringify({
      databases: [],
      schemas: { state: 'failure', error: { code, message } },
      tables: { state: 'success', data: [] },
    })}</script>`,
  );

const FAILURES: [what: string, code: number, message: string, says: RegExp][] = [
  [
    'that the install could not load are missing',
    ...([-31000, 'OperationalError: server closed the connection'] as const),
    /a part of its data is missing: -31000 OperationalError/,
  ],
  ['that the caller may not see are not missing', -30101, 'InsufficientPrivilege: no', /^whole$/],
  ['of a database of others are not missing', -28030, 'NoConnectionAvailable: ', /^whole$/],
  ['of a database that does not let the role in are not missing', -30193, 'OperationalError: ', /^whole$/],
];

for (const [what, code, message, says] of FAILURES) {
  test(`data of a page ${what}`, async () => {
    const seen = await whole([], [], withFailure(code, message)).then(() => 'whole', messageOf);
    expect(seen).toMatch(says);
  });
}

test('what stands between page and install is told from what the install itself does wrong', async () => {
  const ofInstall = await open([], [request(500)]);
  await expect(ofInstall.requireWhole()).rejects.toThrow(/HTTP 500/);
  await expect(ofInstall.requireAnswered()).resolves.toBeUndefined();
  for (const end of [502, 503, 504, 'net::ERR_CONNECTION_RESET'])
    await expect((await open([], [request(end)])).requireAnswered()).rejects.toThrow(PageNotWhole);
});
