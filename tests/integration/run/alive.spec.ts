import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from '@playwright/test';
import { queryRows } from '../../../src/target/postgres';
import type { RunState } from '../../../src/target/state';
import { altered, fakeHost, type FakeHost } from '../support/fake-hosts';
import { trialPlan } from '../support/trial-plan';
import { Trial } from '../support/trial-runner';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile();

/** Answers a request in the install's place, or changes it on its way; says whether it answered. */
type Fault = (request: IncomingMessage, response: ServerResponse) => boolean;
let fault: Fault | undefined;
/** What is done to the pages that the install sends. */
let inPages: ((text: string) => string) | undefined;
let host: FakeHost;
let trial: Trial | undefined;

test.beforeAll(async () => {
  host = await fakeHost((request, response) => {
    if (fault?.(request, response)) return;
    altered(install().baseUrl, { text: (text) => inPages?.(text) ?? text })(request, response);
  });
});

test.beforeEach(() => {
  [fault, inPages] = [undefined, undefined];
});

test.afterEach(() => trial?.end());

test.afterAll(() => {
  host.stop();
});

const API = trialPlan([
  '| T-1 | See the users | `users.list` | allow | deny: admin | deny: admin | deny: admin | deny: login |',
  '| T-2 | Add a record | `records.add` | allow | allow | deny: privilege | deny: collaborator | deny: login |',
  '| T-3 | Delete a user | `users.delete` | allow | deny: admin | deny: admin | deny: admin | deny: login |',
]);
const PAGES = trialPlan(
  [
    '| T-1 | Add a table | `tables.add` | allow | deny: privilege | deny: privilege | deny: collaborator | deny: login |',
  ],
  'api, ui',
);
const CONTROL = 'schema page: New Table';

const verdicts = (results: Awaited<ReturnType<Trial['cells']>>) =>
  Object.fromEntries(Object.entries(results).map(([cell, { verdict }]) => [cell, verdict]));
const sessions = (results: Awaited<ReturnType<Trial['cells']>>) =>
  Object.fromEntries(
    Object.entries(results).flatMap(([cell, { session }]) =>
      session === undefined ? [] : [[cell, session]],
    ),
  );

const renewed = (who: string, how = '') =>
  `the session of ${who} ended${how} under the run; it was renewed, and the cell tried again`;

const isStandard = (name: string) => !name.startsWith('admin');

const end = (names: (state: RunState) => string[]) => (state: RunState) =>
  queryRows(
    install().databaseUrl,
    `DELETE FROM django_session WHERE user_id IN
     (SELECT id FROM mathesar_user WHERE username IN (${names(state)
       .map((name) => `'${name}'`)
       .join(', ')}))`,
  );

/** Hands a request on without its session. */
function signOut(headers: IncomingMessage['headers']): false {
  headers.cookie = headers.cookie?.replace(/sessionid=[^;]*/, '') ?? '';
  return false;
}

/** Does something to the requests with any session but the given ones, sign-ins apart. */
const forAllBut =
  (kept: readonly string[], happens: (headers: IncomingMessage['headers']) => unknown): Fault =>
  ({ headers, url }) => {
    const { cookie = '' } = headers;
    const isOther = /sessionid=[^;]/.test(cookie) && !kept.some((session) => cookie.includes(session));
    if (isOther && !url?.startsWith('/auth/')) happens(headers);
    return false;
  };

/** Sends a role's requests with another role's session. */
const swap =
  (role: string, other: string) =>
  ({ accounts }: RunState) => {
    const [own = '', borrowed = ''] = [role, other].map((name) => accounts[name]?.session.sessionId);
    fault = ({ headers }) => {
      if (headers.cookie) headers.cookie = headers.cookie.replace(own, borrowed);
      return false;
    };
  };

const SESSIONS: [what: string, happens: (state: RunState) => unknown, said: Record<string, string>][] = [
  [
    'ends for all standard users',
    end(({ accounts }) =>
      Object.entries(accounts).flatMap(([name, { username }]) => (isStandard(name) ? [username] : [])),
    ),
    {
      'T-1 editor': renewed('editor'),
      'T-1 viewer': renewed('viewer'),
      'T-1 outsider': renewed('outsider'),
    },
  ],
  [
    'is replaced by another account’s',
    swap('viewer', 'outsider'),
    { 'T-1 viewer': renewed('viewer', ", and another account's took its place") },
  ],
  [
    'ends for the administrator who makes what the cells need',
    end(({ setupAdmin }) => [setupAdmin.username]),
    { 'T-3 editor': renewed('the set-up admin') },
  ],
];

for (const [what, happens, said] of SESSIONS) {
  test(`a session that ${what} under a run is renewed once and said, and no cell is wrong`, async () => {
    trial = await Trial.of(API, install(), host.url);
    expect(new Set(Object.values(verdicts(await trial.cells(true))))).toEqual(new Set(['pass']));
    await happens(trial.state);
    const denied = await trial.cells(false);
    expect(new Set(Object.values(verdicts(denied)))).toEqual(new Set(['pass']));
    expect(sessions(denied)).toEqual(said);
  });
}

test('a session that does not stay alive proves no denial, and takes no right either', async () => {
  trial = await Trial.of(API, install(), host.url);
  const { accounts, setupAdmin } = trial.state;
  const kept = [accounts.admin, setupAdmin].map((account) => account?.session.sessionId ?? '');
  fault = forAllBut(kept, signOut);
  const all = { ...verdicts(await trial.cells(true)), ...verdicts(await trial.cells(false)) };
  const ofOthers = Object.entries(all).filter(([cell]) => !/ (admin|anonymous)$/.test(cell));
  expect(ofOthers).toHaveLength(9);
  for (const [cell, verdict] of ofOthers)
    expect(verdict, cell).toMatch(
      /^inconclusive: the session of \w+ ended\n {2}cause {5}the session of \w+ ended again/,
    );
});

const NO_REASON = trialPlan([
  '| T-1 | See the users | `users.list` | allow | deny | deny | deny | deny: login |',
]);

const OWN = trialPlan([
  '| T-1 | Delete the own account | `users.delete(user: own)` | allow | deny | deny | deny | deny: login |',
]);

/** What happens to the sessions of throw-away accounts. */
const THROW_AWAY: [
  what: string,
  happens: (headers: IncomingMessage['headers'], other: string) => unknown,
  how: string,
][] = [
  ['ended', signOut, ''],
  [
    'is another account’s',
    (headers, other) =>
      (headers.cookie = headers.cookie?.replace(/sessionid=[^;]*/, `sessionid=${other}`) ?? ''),
    ", and another account's took its place",
  ],
];

for (const [what, happens, how] of THROW_AWAY) {
  test(`a throw-away account whose session ${what} proves no denial`, async () => {
    trial = await Trial.of(OWN, install(), host.url);
    await trial.cells(true);
    const { accounts, setupAdmin } = trial.state;
    const kept = [...Object.values(accounts), setupAdmin].map(({ session }) => session.sessionId);
    fault = forAllBut(kept, (headers) => {
      happens(headers, accounts.outsider?.session.sessionId ?? '');
    });
    const { 'T-1 viewer': own } = verdicts(await trial.cells(false));
    expect(own).toContain(`inconclusive: the session of viewer ended${how}\n`);
  });
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Answers in the install's place. */
const answer =
  (wanted: (request: IncomingMessage) => boolean, status: number, text: string, headers = {}): Fault =>
  (request, response) => {
    if (!wanted(request)) return false;
    response.writeHead(status, headers).end(text);
    return true;
  };
/** Answers in place of what a role asks over the API, where no answer tells whether it is signed in and may not. */
const NO_ANSWER: [
  what: string,
  status: number,
  headers: Record<string, string>,
  text: string,
  says: RegExp,
][] = [
  [
    'a password change that is due',
    ...([302, { location: '/auth/password_reset_confirm/' }, ''] as const),
    /HTTP 302 \/auth\/password_reset_confirm\/, which does not tell whether a session is alive/,
  ],
  [
    'a database that is not there',
    ...([
      200,
      {},
      JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -30193, message: 'OperationalError' } }),
    ] as const),
    /-30193 OperationalError|does not tell whether a session is alive/,
  ],
];

for (const [what, status, headers, text, says] of NO_ANSWER) {
  test(`${what} proves no denial`, async () => {
    trial = await Trial.of(NO_REASON, install(), host.url);
    await trial.cells(true);
    const session = trial.state.accounts.viewer?.session.sessionId ?? '';
    fault = answer(({ headers: { cookie } }) => cookie?.includes(session) === true, status, text, headers);
    const { 'T-1 viewer': seen, 'T-1 editor': other } = verdicts(await trial.cells(false));
    expect(seen).toMatch(/^inconclusive/);
    expect(seen).toMatch(says);
    expect(other).toBe('pass');
  });
}

/** Whether a browser's page asks: not the suite itself, over the API. */
const ofPage = ({ headers }: IncomingMessage) => headers['sec-fetch-mode'] !== undefined;
const isCall = (request: IncomingMessage) => ofPage(request) && request.url === '/api/rpc/v0/';
const crash = (code: number) =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code, message: 'RuntimeError: out of order' } });

/** Adds to each page something that can not be loaded. */
const without = (tag: string) => () => {
  inPages = (text) => text.replace('<head>', `<head>${tag}`);
};

/** Adds to the data of each page that the install could not load a part of them. */
const withoutSchemas = (text: string) =>
  text.replace(
    /(<script id="common-data" type="application\/json">)(.*?)(<\/script>)/s,
    (_, begin, data, end) => {
      const error = { code: -31000, message: 'OperationalError: server closed the connection' };
      return `${String(begin)}${JSON.stringify({ ...(JSON.parse(String(data)) as object), schemas: { state: 'failure', error } })}${String(end)}`;
    },
  );

const BROKEN: [what: string, happens: (state: RunState) => unknown, says: RegExp][] = [
  [
    '502 for its calls',
    () => (fault = answer(isCall, 502, 'Bad Gateway')),
    /POST \/api\/rpc\/v0\/: HTTP 502/,
  ],
  [
    'a dropped connection',
    () =>
      (fault = (request) => {
        if (isCall(request)) request.socket.destroy();
        return isCall(request);
      }),
    /POST \/api\/rpc\/v0\/: net::ERR_/,
  ],
  [
    'calls that crash',
    () => (fault = answer(isCall, 200, crash(-31000), JSON_TYPE)),
    /answered -31000 RuntimeError/,
  ],
  [
    'a page in place of an answer',
    () => (fault = answer(isCall, 200, '<h1>Back soon</h1>', { 'content-type': 'text/html' })),
    /the answer can not be read/,
  ],
  ['an empty answer', () => (fault = answer(isCall, 200, '', JSON_TYPE)), /the answer can not be read/],
  ['calls without an answer', () => (fault = isCall), /POST \/api\/rpc\/v0\/: no answer/],
  [
    'a script that is cut off',
    () => {
      without('<script src="/static/more.js"></script>')();
      fault = ({ url, socket }) => {
        if (url === '/static/more.js') socket.destroy();
        return url === '/static/more.js';
      };
    },
    /GET \/static\/more\.js: net::ERR_/,
  ],
  [
    'a password change in its place',
    () =>
      (fault = (request, response) => {
        if (!ofPage(request) || request.url?.startsWith('/auth/')) return false;
        response.writeHead(302, { location: '/auth/password_reset_confirm/' }).end();
        return true;
      }),
    /^inconclusive/,
  ],
  [
    'data that the install could not load',
    () => (inPages = withoutSchemas),
    /a part of its data is missing: -31000 OperationalError/,
  ],
  ['a missing script', without('<script src="/nope/more.js"></script>'), /GET \/nope\/more\.js: HTTP 404/],
  [
    'a missing style sheet',
    without('<link rel="stylesheet" href="/nope/a.css">'),
    /GET \/nope\/a\.css: HTTP 404/,
  ],
  [
    'the login in its place',
    () =>
      (fault = (request) => {
        return ofPage(request) && signOut(request.headers);
      }),
    /^inconclusive: the session of viewer ended\n/,
  ],
];

for (const [what, happens, says] of BROKEN) {
  test(`a page with ${what} proves no denial`, async () => {
    trial = await Trial.of(PAGES, install(), host.url);
    const at = { control: CONTROL, roles: ['admin', 'viewer'] };
    expect(verdicts(await trial.cells(true, at))).toEqual({ 'T-1 admin': 'pass' });
    await happens(trial.state);
    const { 'T-1 viewer': seen, ...others } = verdicts(await trial.cells(false, at));
    expect(seen).toMatch(says);
    expect(seen).toMatch(/^inconclusive/);
    expect(others).toEqual({});
  });
}

test('a page with somebody else’s session is opened again with the own one, and that is said', async () => {
  trial = await Trial.of(PAGES, install(), host.url);
  const at = { control: CONTROL, roles: ['admin', 'viewer'] };
  await trial.cells(true, at);
  swap('viewer', 'outsider')(trial.state);
  expect(await trial.cells(false, at)).toEqual({
    'T-1 viewer': { verdict: 'pass', session: renewed('viewer', ", and another account's took its place") },
  });
});

const ALLOWED: [what: string, action: string, control: string][] = [
  ['uses a control', 'records.add', 'table page: New Record'],
  ['reads a page', 'records.list', 'table page: record'],
  ['opens a page', 'page.open(page: table)', 'address: the page itself'],
];

for (const [what, action, control] of ALLOWED) {
  test(`nobody ${what} with another’s session and passes for it`, async () => {
    const row = `| T-1 | Try it | \`${action}\` | allow | allow | deny | deny | deny: login |`;
    trial = await Trial.of(trialPlan([row], 'ui'), install(), host.url);
    swap('editor', 'admin')(trial.state);
    expect(await trial.cells(true, { control, roles: ['editor'] })).toEqual({
      'T-1 editor': { verdict: 'pass', session: renewed('editor', ", and another account's took its place") },
    });
  });
}
