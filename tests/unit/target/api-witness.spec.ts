import type { AddressInfo } from 'node:net';
import http from 'node:http';
import { expect, test } from '@playwright/test';
import { ApiWitness } from '../../../src/target/api-witness';
import type { RunState } from '../../../src/target/state';
import { changesBetween, partsIn } from '../../../src/target/snapshot';

type Answers = Record<string, unknown>;

/** What an install with a world in it answers; a number is an error's code. */
const WORLD: Answers = {
  'schemas.list': [{ oid: 7, name: 'w_world1', description: null, owner_oid: 1, current_role_owns: true }],
  'schemas.privileges.list_direct': [{ role_oid: 1, direct: ['USAGE', 'CREATE'] }],
  'tables.list': [{ oid: 8, name: 'books', schema: 7, type: 'table', owner_oid: 1, description: null }],
  'tables.privileges.list_direct': [{ role_oid: 1, direct: ['SELECT', 'INSERT'] }],
  'records.list': { count: 1, results: [{ 1: 1, 2: 'A title' }] },
  'columns.list': [
    { id: 1, name: 'id', type: 'integer', current_role_priv: ['SELECT'], has_dependents: false },
  ],
  'constraints.list': [{ oid: 9, name: 'books_pkey', type: 'primary', columns: [1] }],
  'tables.metadata.list': [
    { id: 1, database_id: 1, table_oid: 8, column_order: [1, 2] },
    { id: 2, database_id: 1, table_oid: 99, column_order: [1, 2] },
  ],
  'columns.metadata.list': [{ database_id: 1, table_oid: 8, attnum: 1, display_width: 100 }],
  'explorations.list': [{ id: 1, database_id: 1, name: 'w_exploration1', schema_oid: 7 }],
  'forms.list': [{ id: 1, token: 'a', updated_at: '2026-01-01', fields: [{ id: 1 }, { id: 2 }] }],
  'users.list': [{ id: 4, username: 'w_user1', email: '', is_superuser: false }],
  'collaborators.list': [{ id: 1, user_id: 4, database_id: 1, configured_role_id: 1 }],
  'databases.configured.list': [{ id: 3, name: 'w_db1', nickname: null }],
  'databases.get': { oid: 11, name: 'w_db1', owner_oid: 1 },
  'databases.privileges.list_direct': [{ role_oid: 1, direct: ['CONNECT'] }],
  'roles.configured.list': [{ id: 1, name: 'w_role1', server_id: 1 }],
  'roles.list': [
    { oid: 21, name: 'w_role1', login: true, members: null },
    { oid: 22, name: 'owner', login: true, members: [{ oid: 21, admin: false }] },
  ],
  'servers.configured.list': [{ id: 1, host: 'localhost', port: 5432, sslmode: 'prefer' }],
  'analytics.get_state': { enabled: false },
};

let answers: Answers;
let server: http.Server;
let witness: ApiWitness;

test.beforeAll(async () => {
  server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method === 'GET')
        return response.end(
          JSON.stringify({
            results: [
              { id: 1, user: 4, header: true },
              { id: 2, user: 5 },
            ],
          }),
        );
      const calls = JSON.parse(Buffer.concat(chunks).toString()) as { id: number; method: string }[];
      const answered = calls.map(({ id, method }) => {
        const result = answers[method];
        return typeof result === 'number' ? { id, error: { code: result, message: '' } } : { id, result };
      });
      return response.end(JSON.stringify(answered));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const session = { sessionId: 's', csrfToken: 't' };
  witness = new ApiWitness({
    ...{ target: 'local', serverId: 1, setupAdmin: { session } },
    baseUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    databases: { main: { id: 1 }, other: { id: 2 } },
  } as RunState);
});

test.beforeEach(() => {
  answers = structuredClone(WORLD);
});

test.afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const SCOPE = { prefix: 'w_', schemaOids: [7], scratchDatabases: [], shared: true };

const look = (...about: string[]) =>
  witness.look({
    ...SCOPE,
    ...(about.length === 0 ? {} : { about }),
  });

/** What each part is made of: a method, and an answer of it in which something else is true. */
const EFFECTS: readonly [part: string, method: string, answer: unknown][] = [
  ['schemas', 'schemas.list', [{ oid: 7, name: 'renamed', description: null, owner_oid: 1 }]],
  ['schema owners', 'schemas.list', [{ oid: 7, name: 'w_world1', description: null, owner_oid: 2 }]],
  ['schema privileges', 'schemas.privileges.list_direct', [{ role_oid: 1, direct: ['USAGE'] }]],
  ['tables', 'tables.list', []],
  ['table owners', 'tables.list', [{ oid: 8, name: 'books', owner_oid: 2 }]],
  ['table privileges', 'tables.privileges.list_direct', [{ role_oid: 2, direct: ['SELECT', 'INSERT'] }]],
  ['rows:books', 'records.list', { count: 1, results: [{ 1: 1, 2: 'Another title' }] }],
  ['columns', 'columns.list', [{ id: 1, name: 'id', type: 'text' }]],
  ['constraints', 'constraints.list', []],
  ['table metadata', 'tables.metadata.list', [{ id: 1, database_id: 2, table_oid: 8, column_order: [1, 2] }]],
  ['column metadata', 'columns.metadata.list', []],
  ['explorations', 'explorations.list', [{ id: 1, database_id: 1, name: 'renamed', schema_oid: 7 }]],
  ['forms', 'forms.list', [{ id: 1, token: 'b', fields: [{ id: 1 }, { id: 2 }] }]],
  ['form fields', 'forms.list', [{ id: 1, token: 'a', fields: [{ id: 1, key: 'b' }, { id: 2 }] }]],
  ['users', 'users.list', [{ id: 4, username: 'w_user1', email: '', is_superuser: true }]],
  ['collaborators', 'collaborators.list', [{ id: 1, user_id: 4, database_id: 1, configured_role_id: 2 }]],
  ['connected databases', 'databases.configured.list', [{ id: 3, name: 'w_db1', nickname: 'Home' }]],
  ['databases', 'databases.get', -30193],
  ['database privileges', 'databases.privileges.list_direct', [{ role_oid: 1, direct: ['CREATE'] }]],
  ['other schemas', 'schemas.list', []],
  ['stored roles', 'roles.configured.list', []],
  ['roles', 'roles.list', [{ oid: 21, name: 'w_role1', login: false, members: null }]],
  ['role members', 'roles.list', [{ oid: 21, name: 'w_role1', login: true, members: null }]],
  ['data files', 'users.list', []],
  ['servers', 'servers.configured.list', []],
  ['installation id', 'analytics.get_state', { enabled: true }],
];

for (const [part, method, answer] of EFFECTS) {
  test(`reads back ${part}, and that alone`, async () => {
    const before = await look(part);
    expect([...before.keys()]).toEqual([part]);
    expect(witness.whyBlind({ part }, before)).toBeUndefined();
    expect(changesBetween(before, await look(part))).toEqual([]);
    answers[method] = answer;
    expect(partsIn(changesBetween(before, await look(part)))).toEqual([part]);
  });

  test(`does not take ${part} for unchanged when the read-back fails`, async () => {
    answers = Object.fromEntries(Object.keys(answers).map((name) => [name, -30101]));
    const before = await look(part);
    expect(witness.whyBlind({ part }, before)).toMatch(
      new RegExp(
        `whether "${part}" changes could not be read back \\([\\w.]+ answered -30101\\): set LOCAL_DATABASE_URL`,
      ),
    );
  });
}

test('what only SQL sees is told as such, without names of the run', () => {
  const inside = 'only SQL sees a change of the inside of a database: set LOCAL_DATABASE_URL';
  expect(witness.whyBlind({ part: 'inside w_db1' }, new Map())).toBe(inside);
  const password = 'only SQL sees a change of a password: set LOCAL_DATABASE_URL';
  expect(witness.whyBlind({ part: 'users', onlyBySql: 'a password' }, new Map())).toBe(password);
});

test('looks at nothing for an attempt that states no change, and at everything when asked', async () => {
  expect((await witness.look({ ...SCOPE, about: [] })).size).toBe(0);
  expect([...(await look()).keys()].sort()).toEqual(EFFECTS.map(([part]) => part).sort());
});

test('what changes by itself, and the order of an answer, is no effect', async () => {
  const before = await look();
  answers['forms.list'] = [{ id: 1, token: 'a', updated_at: '2026-01-02', fields: [{ id: 2 }, { id: 1 }] }];
  answers['schemas.privileges.list_direct'] = [{ role_oid: 1, direct: ['CREATE', 'USAGE'] }];
  answers['columns.list'] = [
    { id: 1, name: 'id', type: 'integer', current_role_priv: [], has_dependents: true },
  ];
  answers['tables.metadata.list'] = [
    { id: 3, database_id: 1, table_oid: 8, column_order: [1, 2] },
    { id: 4, database_id: 2, table_oid: 8, column_order: null },
  ];
  expect(changesBetween(before, await look())).toEqual([]);
});
