import { expect, test } from '@playwright/test';
import { rpc, signInAs, startStandIn, type StandIn } from './start';

test.describe.configure({ mode: 'default' });

let standIn: StandIn;
test.beforeAll(async () => {
  standIn = await startStandIn({ QA_PLAN_FAULT_CONTROL: '1' });
});
test.afterAll(() => standIn.stop());

const set = (body: unknown) => fetch(standIn.controlUrl ?? '', { method: 'PUT', body: JSON.stringify(body) });

test('the control lists hand-made faults, and each fitting kind for every method', async () => {
  const listed = (await (await fetch(standIn.controlUrl ?? '')).json()) as {
    name: string;
    method?: string;
  }[];
  const names = listed.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('users-list-open');
  const kindsFor = (wanted: string) => [
    ...new Set(listed.filter(({ method }) => method === wanted).map(({ name }) => name.split(':')[0])),
  ];
  const ofAll = ['no-op', 'refuse', 'wrong-reason', 'crash', 'silent'];
  const ofReads = ['extra-field', 'extra-in-error'];
  expect(kindsFor('users.list')).toEqual(['open', ...ofAll, ...ofReads]);
  expect(kindsFor('records.list')).toEqual([
    ...['stranger', 'as-owner', ...ofAll, 'wrong-object', ...ofReads, 'read-form', 'stale', 'privilege'],
  ]);
  const changes = ['wrong-object', 'side-effect', 'refused-effect', ...ofReads];
  expect(kindsFor('users.delete')).toEqual(['open', ...ofAll, ...changes]);
});

test('a fault replaces the one before, and null mends', async () => {
  const admin = await signInAs(standIn, standIn.admin.username, standIn.admin.password);
  const user_def = { username: 'viola', password: 'First-pw-4711', is_superuser: false };
  await rpc(standIn, admin, 'users.add', { user_def });
  const authorization = `Basic ${Buffer.from('viola:First-pw-4711').toString('base64')}`;
  const listUsers = async () => {
    const answer = await fetch(`${standIn.baseUrl}/api/rpc/v0/`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'users.list', params: {} }),
    });
    return 'result' in ((await answer.json()) as object);
  };
  const seen = [await listUsers()];
  for (const fault of ['open:users.list', 'open:users.get', 'users-list-open', null]) {
    expect((await set({ fault })).status).toBe(204);
    seen.push(await listUsers());
  }
  expect(seen).toEqual([false, true, false, true, false]);
});

test('a fault in the install’s tables is mended too', async () => {
  for (const fault of ['sessions-survive-logout', 'sessions-survive-logout', null]) {
    expect((await set({ fault })).status).toBe(204);
  }
});

test('an unknown fault and another body are refused, with the known faults', async () => {
  const unknown = await set({ fault: 'open:nothing' });
  expect(unknown.status).toBe(400);
  expect(await unknown.text()).toMatch(
    /unknown fault "open:nothing"\n {2}known: users-list-open.*open:METHOD/s,
  );
  expect((await set({ name: null })).status).toBe(400);
});

test('only the secret address controls faults, and only where the start asked for it', async () => {
  const other = new URL('/faults', standIn.controlUrl);
  expect((await fetch(other)).status).toBe(404);
  const plain = await startStandIn();
  try {
    expect(plain.controlUrl).toBeUndefined();
  } finally {
    await plain.stop();
  }
});
