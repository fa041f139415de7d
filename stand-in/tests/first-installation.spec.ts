import { expect, test } from '@playwright/test';
import { cookieOf, rpc, signInAs, startStandIn, type Session, type StandIn } from './start';

/** What the real 0.11.0 does without an administrator, and with addresses that lack their last slash. */
let install: StandIn;
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  install = await startStandIn();
});

test.afterAll(() => install.stop());

const PAGE = '/complete_installation/';

async function get(path: string, session?: Session) {
  const headers = session ? { cookie: cookieOf(session) } : undefined;
  const answer = await fetch(install.baseUrl + path, { redirect: 'manual', ...(headers && { headers }) });
  return [answer.status, answer.headers.get('location')];
}

async function complete(username: string, session?: Session) {
  const csrf = session?.csrfToken ?? 'a'.repeat(32);
  const password = 'Another-pw-4711';
  return fetch(install.baseUrl + PAGE, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: session ? cookieOf(session) : `csrftoken=${csrf}`, 'X-CSRFToken': csrf },
    body: new URLSearchParams({ username, password1: password, password2: password }),
  });
}

test('an address of a page without its last slash leads to the page, and crashes for visitors', async () => {
  const admin = await signInAs(install, install.admin.username, install.admin.password);
  expect(await get('/db/1?a=b', admin)).toEqual([301, '/db/1/?a=b']);
  expect(await get('/administration/users', admin)).toEqual([301, '/administration/users/']);
  expect(await get('/nope', admin)).toEqual([404, null]);
  expect(await get('/db/1')).toEqual([500, null]);
});

test('without an administrator everybody is led to the page on which anybody becomes one', async () => {
  const admin = await signInAs(install, install.admin.username, install.admin.password);
  expect(await get(PAGE)).toEqual([302, '/']);
  expect((await complete('early')).headers.get('location')).toBe('/');
  const { id, ...own } = await rpc(install, admin, 'users.list', {}).then(([user]) => user ?? fail());
  const { username } = own;
  await rpc(install, admin, 'users.patch_other', {
    ...{ user_id: id, username, is_superuser: false },
    ...{ email: '', full_name: '', display_language: 'en' },
  });
  expect(await get(PAGE)).toEqual([200, null]);
  expect(await get('/auth/login/')).toEqual([302, PAGE]);
  expect((await complete('first', admin)).headers.get('location')).toBe('/auth/login/');
  // The session became the new administrator's, and the page is shut again.
  expect(await get('/', admin)).toEqual([302, '/auth/login/?next=/']);
  expect(await get(PAGE)).toEqual([302, '/']);
  const first = await signInAs(install, 'first', 'Another-pw-4711');
  expect((await rpc(install, first, 'users.list', {})).map((user) => user.username)).toEqual([
    username,
    'first',
  ]);
});

function fail(): never {
  throw new Error('the install has no user');
}
