import { expect, test } from '@playwright/test';
import { cookieOf, rpc as callAs, signIn, signInAs, startStandIn, type Session, type StandIn } from './start';

/** The rows "http" of the recordings that are about sessions, pages and the protocol, one install for all. */
let install: StandIn;
let admin: Session;

// One worker, and so one install.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  install = await startStandIn();
  admin = await signInAs(install, install.admin.username, install.admin.password);
});

test.afterAll(() => install.stop());

interface Sent {
  method?: string;
  session?: Session;
  headers?: Record<string, string>;
  body?: string | URLSearchParams;
}

/** Sends one request; redirects are not followed. */
async function send(path: string, { method = 'GET', session, headers = {}, body }: Sent = {}) {
  const cookie = session && cookieOf(session);
  const response = await fetch(install.baseUrl + path, {
    method,
    redirect: 'manual',
    headers: { ...headers, ...(cookie ? { cookie } : {}) },
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: response.status,
    location: response.headers.get('location'),
    text: await response.text(),
  };
}

const rpc = (body: string, session?: Session, headers: Record<string, string> = {}) =>
  send('/api/rpc/v0/', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
    ...(session ? { session } : {}),
  });

const call = (method: string, params?: unknown) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });

/** Adds a user who has to change the password. */
async function addUser(username: string): Promise<string> {
  const password = 'First-pw-4711';
  const user_def = { username, password, is_superuser: false, email: `${username}@example.com` };
  await callAs(install, admin, 'users.add', { user_def });
  return password;
}

for (const path of ['/', '/profile/', '/administration/users/', '/db/99/', '/db/1/schemas/99999999/']) {
  test(`${path} is the shell with a login and a redirect without`, async () => {
    expect(await send(path, { session: admin })).toMatchObject({ status: 200, location: null });
    expect(await send(path)).toMatchObject({ status: 302, location: `/auth/login/?next=${path}` });
  });
}

test('an address that is no page answers 404 with a login and 500 without', async () => {
  expect((await send('/nope/', { session: admin })).status).toBe(404);
  expect((await send('/nope/')).status).toBe(500);
});

test('no value of the shell’s data can end their element', async () => {
  const made = await callAs(install, admin, 'databases.setup.create_new', {
    database: 'markup',
    nickname: '</script><h1>',
  });
  const { text } = await send('/', { session: admin });
  expect(text).toContain('\\u003c/script>\\u003ch1>');
  await callAs(install, admin, 'databases.configured.disconnect', { database_id: made.database.id });
});

test('a login goes on to a local address only', async () => {
  const { username, password } = install.admin;
  for (const [next, goesTo] of [
    ['/db/1/', '/db/1/'],
    ['http://evil.example/', '/'],
    ['//evil.example/', '/'],
  ] as const) {
    const csrftoken = 'a'.repeat(32);
    const answer = await send(`/auth/login/?next=${encodeURIComponent(next)}`, {
      method: 'POST',
      headers: { cookie: `csrftoken=${csrftoken}` },
      body: new URLSearchParams({ username, password, csrfmiddlewaretoken: csrftoken }),
    });
    expect(answer).toMatchObject({ status: 302, location: goesTo });
  }
});

test('a login wants the right password, the user name and the form’s token', async () => {
  const { username, password } = install.admin;
  expect((await signIn(install, username, 'wrong')).status).toBe(200);
  expect((await signIn(install, 'nobody', password)).status).toBe(200);
  expect((await signIn(install, username, password, { withoutToken: true })).status).toBe(403);
  expect((await signIn(install, username, password)).session).toBeDefined();
});

test('a sign-out by GET needs no token, one by POST does, and the session is dead', async () => {
  const session = await signInAs(install, install.admin.username, install.admin.password);
  expect((await send('/auth/logout/', { method: 'POST', session })).status).toBe(403);
  expect(await send('/auth/logout/', { session })).toMatchObject({ status: 302, location: '/auth/login/' });
  expect((await send('/', { session })).status).toBe(302);
});

test('a password change that is due comes before everything else, HTTP Basic apart', async () => {
  const password = await addUser('fresh');
  const session = await signInAs(install, 'fresh', password);
  const due = '/auth/password_reset_confirm/';
  for (const path of ['/', '/db/1/', '/auth/logout/', '/api/db/v0/data_files/']) {
    expect(await send(path, { session })).toMatchObject({ status: 302, location: due });
  }
  expect((await rpc(call('databases.configured.list'), session)).status).toBe(302);
  const basic = `Basic ${Buffer.from(`fresh:${password}`).toString('base64')}`;
  const overBasic = await rpc(call('databases.configured.list'), undefined, { authorization: basic });
  expect(JSON.parse(overBasic.text)).toMatchObject({ result: [] });

  const change = (chosen: string) =>
    send(due, {
      method: 'POST',
      session,
      headers: { 'X-CSRFToken': session.csrfToken },
      body: new URLSearchParams({ new_password1: chosen, new_password2: chosen }),
    });
  for (const refused of ['short', '12345678', 'password', 'fresh@example.com']) {
    expect((await change(refused)).status, refused).toBe(200);
  }
  expect(await change('Chosen-pw-4711')).toMatchObject({ status: 302, location: '/auth/login/' });
  expect((await send('/', { session })).location).toBe('/auth/login/?next=/');
});

const PROTOCOL: [what: string, body: string, answer: unknown][] = [
  ['malformed JSON', '{"jsonrpc":', { id: null, error: { code: -32700 } }],
  ['an empty body', '', { id: null, error: { code: -32700 } }],
  ['no object', '42', { id: null, error: { code: -32600 } }],
  ['no method', '{"jsonrpc":"2.0","id":1}', { id: 1, error: { code: -32600 } }],
  ['an unknown method', call('nope.nope'), { id: 1, error: { code: -32601 } }],
  ['a missing parameter', call('databases.get', {}), { error: { code: -31049 } }],
  ['an extra parameter', call('servers.configured.list', { bogus: 1 }), { id: 1 }],
  ['an extra parameter, strict method', call('users.list', { bogus: 1 }), { error: { code: -31049 } }],
  ['a wrong type', call('databases.get', { database_id: 'abc' }), { error: { code: -31057 } }],
  ['a positional parameter', call('databases.get', [1]), { error: { code: -31049 } }],
  [
    'a method of the protocol',
    call('system.methodSignature', { method_name: 'users.list' }),
    { result: [['Any']] },
  ],
  [
    'which parameters a method takes',
    call('system.methodSignature', { method_name: 'databases.get' }),
    { result: [['Any', 'int']] },
  ],
  [
    'the names of parameters',
    call('system.methodHelp', { method_name: 'databases.get' }),
    { result: '<p>Args:     database_id: A parameter.</p>' },
  ],
];
for (const [what, body, answer] of PROTOCOL) {
  test(`the endpoint answers ${what} with HTTP 200`, async () => {
    const { status, text } = await rpc(body, admin);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ jsonrpc: '2.0', ...(answer as object) });
  });
}

test('the endpoint answers nothing to a notification and to an empty batch', async () => {
  for (const body of ['[]', '{"jsonrpc":"2.0","method":"users.list"}']) {
    expect(await rpc(body, admin)).toMatchObject({ status: 200, text: '' });
  }
});

test('the endpoint takes POST and JSON only', async () => {
  expect((await send('/api/rpc/v0/')).status).toBe(405);
  expect((await send('/api/rpc/v0/', { method: 'PUT' })).status).toBe(405);
  expect((await send('/api/rpc/v0/', { method: 'OPTIONS' })).status).toBe(200);
  const other = await rpc(call('users.list'), admin, { 'content-type': 'text/plain' });
  expect(other.status).toBe(200);
  expect(other.text).not.toContain('result');
});

test('a standard user who names no database is told of the missing key', async () => {
  const password = await addUser('keyless');
  const authorization = `Basic ${Buffer.from(`keyless:${password}`).toString('base64')}`;
  const answer = await rpc(call('databases.get', {}), undefined, { authorization });
  expect(JSON.parse(answer.text)).toMatchObject({ error: { code: -31025 } });
});
