import { expect, test } from '@playwright/test';
import { DISCLOSURE_KINDS, type DisclosureKind } from '../../../src/plan/disclosure/kinds';
import { Hearing, writeDisclosed, type Heard } from '../../../src/target/disclosure/hearing';
import { addressOf, fullNameOf } from '../../../src/target/personal-data';
import { runState } from '../run-state';

const RUN = 'qaplan0123456789ab';
const account = (name: string, key: string) => ({
  userId: 1,
  username: `${RUN}_${name}`,
  password: `Pw-${name.padEnd(20, 'x')}`,
  session: { sessionId: key.repeat(32), csrfToken: '' },
});
const [viewer, outsider] = [account('viewer', 'v'), account('outsider', 'o')];
const FORM = '5b0a3f0e-6f0c-4f3b-9d5a-0c8c5b1f2a3d';
const STORED = `Pw-${'s'.repeat(20)}`;

/** A hearing of two accounts that collaborate in different databases; nobody may know anything, but what is named. */
function hearing(mayKnow: readonly DisclosureKind[] = []): Hearing {
  const state = { ...runState, accounts: { viewer, outsider } };
  const matrix = new Map(
    DISCLOSURE_KINDS.map((kind) => [kind, new Set(mayKnow.includes(kind) ? ['viewer'] : [])]),
  );
  const made = new Hearing(state, matrix);
  made.meet(viewer, 'viewer', ['main']);
  made.meet(outsider, 'outsider', ['other']);
  made.plant('form token', FORM);
  made.plant('stored password', STORED);
  made.plantIn('other', `${RUN}_other`, 'other database');
  made.close(4711, 23);
  return made;
}

const rpc = (method: string, params: unknown, answer: object): Omit<Heard, 'by'> => ({
  asked: 'POST /api/rpc/v0/',
  sent: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  text: JSON.stringify({ jsonrpc: '2.0', id: 1, ...answer }),
});
const page = (text: string, headers = {}): Omit<Heard, 'by'> => ({ asked: 'GET /', text, headers });
const user = (more: object) => ({ id: 1, username: 'u', ...more });

/** What was told to the viewer. */
async function told(heard: Omit<Heard, 'by'>, mayKnow: readonly DisclosureKind[] = []): Promise<string[]> {
  const made = hearing(mayKnow);
  await made.begin();
  made.hear({ by: { sessionId: viewer.session.sessionId }, ...heard });
  return (await made.end()).map(writeDisclosed);
}

const TOLD: Record<string, { heard: Omit<Heard, 'by'>; says: string }> = {
  'a hash in a list': {
    heard: rpc('users.list', {}, { result: [user({ email: `pbkdf2_sha256$1000$salt$${'h'.repeat(40)}` })] }),
    says: 'password hash to viewer in /result/0/email of users.list',
  },
  'a stored password in an error': {
    heard: rpc('roles.list', {}, { error: { code: -1, message: `could not log in with ${STORED}` } }),
    says: 'stored password to viewer in /error/message of roles.list',
  },
  'the session of somebody else in a header': {
    heard: page('', { 'set-cookie': [`sessionid=${outsider.session.sessionId}; HttpOnly`] }),
    says: 'session key to viewer in header set-cookie of GET /',
  },
  'an address in the data of a page': {
    heard: page(
      `<html><script id="common-data" type="application/json">{"user":${JSON.stringify(user({ email: addressOf(outsider.username) }))}}</script></html>`,
    ),
    says: 'address of another account to viewer in page data /user/email of GET /',
  },
  'a name in the HTML of a page': {
    heard: page(`<html><p>${fullNameOf(outsider.username)}</p></html>`),
    says: 'name of another account to viewer in page HTML of GET /',
  },
  'another database in a download': {
    heard: page(`a,b\n1,${RUN}_other\n`),
    says: 'other database to viewer in text of GET /',
  },
  'a token in an answer of a batch': {
    heard: {
      asked: 'POST /api/rpc/v0/',
      sent: JSON.stringify(['users.list', 'forms.list'].map((method, id) => ({ id, method, params: {} }))),
      text: JSON.stringify([
        { id: 0, result: [] },
        { id: 1, result: [{ token: FORM }] },
      ]),
    },
    says: 'form token to viewer in /1/result/0/token of users.list, forms.list',
  },
  'the number of rows of a closed table': {
    heard: rpc('records.list_summaries', { table_oid: 4711 }, { result: { count: 23, results: [] } }),
    says: 'row count of a closed table to viewer in /result/count of records.list_summaries',
  },
  'a field that is none of the type': {
    heard: rpc('users.list', {}, { result: [user({ last_login: 'today' })] }),
    says: 'unknown field to viewer in /result/0/last_login of users.list',
  },
  'a field that is none of an error': {
    heard: rpc('users.list', {}, { error: { code: 1, message: '', data: {} } }),
    says: 'unknown field to viewer in /error/data of users.list',
  },
  'a field that is none of a page’s data': {
    heard: page(`<script id="common-data" type="application/json">{"users":[]}</script>`),
    says: 'unknown field to viewer in page data /users of GET /',
  },
};

for (const [what, { heard, says }] of Object.entries(TOLD)) {
  test(`${what} is heard, with its kind and place`, async () => {
    expect(await told(heard)).toEqual([says]);
  });

  test(`${what} is fine for who may know`, async () => {
    const kind = DISCLOSURE_KINDS.find((each) => says.startsWith(`${each} to`));
    expect(await told(heard, kind ? [kind] : [])).toEqual([]);
  });
}

const FINE: Record<string, Omit<Heard, 'by'>> = {
  'one’s own address': page(addressOf(viewer.username)),
  'one’s own session': page('', { 'set-cookie': `sessionid=${viewer.session.sessionId}` }),
  'what the asker sent': { ...page(`<p>${STORED}</p>`), sent: `password=${STORED}` },
  'another number of a closed table': rpc(
    'records.list_summaries',
    { table_oid: 4711 },
    { result: { count: 0, results: [] } },
  ),
  'digits inside of a token that are the number of a closed table': rpc(
    'forms.list_related_records',
    { form_token: '4711aa0f-4711-4e0b-9d4a-00c0ffee4711', field_key: 'x4711' },
    { result: { count: 23, results: [] } },
  ),
  'what is kept about a column of an exploration': rpc(
    'explorations.run',
    {},
    { result: { column_metadata: { a: { metadata: { database_id: 1, table_oid: 2, attnum: 3 } } } } },
  ),
  'rows, whatever their columns': rpc(
    'records.list',
    { table_oid: 1 },
    { result: { results: [{ '7': 1 }] } },
  ),
};

for (const [what, heard] of Object.entries(FINE))
  test(`${what} is no disclosure`, async () => {
    expect(await told(heard)).toEqual([]);
  });

test('a fellow collaborator is told of as such', async () => {
  const made = hearing();
  made.meet(outsider, 'outsider', ['other', 'main']);
  await made.begin();
  made.hear({ by: { username: viewer.username }, ...page(addressOf(outsider.username)) });
  expect((await made.end()).map(({ kind }) => kind)).toEqual(['address of a collaborator']);
});

test('what the attempt is about is left to its cell', async () => {
  const made = hearing();
  await made.begin();
  made.excuse(FORM);
  made.hear({ by: {}, ...page(`${FORM} ${STORED}`) });
  expect((await made.end()).map(({ kind }) => kind)).toEqual(['stored password']);
});

test('what the set-up admin was told, and what was told between cells, is not lost', async () => {
  const made = hearing();
  const { sessionId } = runState.setupAdmin.session;
  made.hear({ by: { sessionId: outsider.session.sessionId }, ...page(FORM) });
  await made.begin();
  made.hear({ by: { sessionId }, ...page(STORED) });
  expect(await made.end()).toEqual([]);
  expect(await made.rest()).toHaveLength(2);
});
