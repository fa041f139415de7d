import { expect, test } from '@playwright/test';
import pg from 'pg';
import type { Install } from '../src/install';
import { FaultSwitch } from '../src/faults/index';
import type { Kind } from '../src/faults/fault';
import { createMethods } from '../src/methods/index';
import { rpc, signInAs, startStandIn, type Session, type StandIn } from './start';

/** An install without tables: faults of its methods and hooks only need these. */
const bare = () => ({
  methods: createMethods(),
  tellPage: (data: unknown) => data,
  beforeRoutes: () => Promise.resolve(),
  pageScript: '',
});

/** At least so many, of the 103 methods that guard something. */
const LEAST: Partial<Record<Kind, number>> = {
  'no-op': 100,
  refuse: 100,
  'wrong-reason': 100,
  crash: 100,
  silent: 100,
  'wrong-object': 50,
  'side-effect': 350,
  'refused-effect': 100,
  'extra-field': 250,
  'extra-in-error': 100,
  'extra-on-page': 30,
  'read-form': 40,
  route: 50,
  stale: 60,
  privilege: 100,
  control: 140,
};

test('each kind gives a fault for everything in the registry that can have it, all under names of their own', () => {
  const { faults } = new FaultSwitch(bare() as unknown as Install);
  const names = faults.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const counts = Object.fromEntries(
    Object.keys(LEAST).map((kind) => [kind, faults.filter((fault) => fault.kind === kind).length]),
  );
  for (const [kind, least] of Object.entries(LEAST)) expect(counts[kind], kind).toBeGreaterThanOrEqual(least);
  expect(faults.length).toBeGreaterThanOrEqual(1200);
});

test('a generated fault changes methods or hooks, and null puts back exactly what was there', async () => {
  const install = bare();
  const faults = new FaultSwitch(install as unknown as Install);
  const whole = { ...install, methods: new Map(install.methods) };
  const isWhole = () =>
    install.tellPage === whole.tellPage &&
    install.beforeRoutes === whole.beforeRoutes &&
    install.pageScript === whole.pageScript &&
    [...install.methods].every(([known, method]) => method === whole.methods.get(known));
  const unlike: string[] = [];
  for (const { name } of faults.faults.filter(({ kind }) => kind !== 'hand-made')) {
    await faults.set(name);
    if (isWhole()) unlike.push(`${name} changes nothing`);
    await faults.set(null);
    if (!isWhole()) unlike.push(`${name} is not mended`);
  }
  expect(unlike).toEqual([]);
});

test.describe('what a side effect did', () => {
  test.describe.configure({ mode: 'default' });

  let standIn: StandIn;
  let viola: Session;
  let table: { database_id: number; table_oid: number };
  test.beforeAll(async () => {
    test.setTimeout(120_000);
    standIn = await startStandIn({ QA_PLAN_FAULT_CONTROL: '1' });
    const admin = await signInAs(standIn, standIn.admin.username, standIn.admin.password);
    const [home] = await rpc(standIn, admin, 'databases.configured.list', {});
    const database_id = home?.id ?? 0;
    const { oid: schema_oid } = await rpc(standIn, admin, 'schemas.add', { database_id, name: 'play_yard' });
    const add = (table_name: string) =>
      rpc(standIn, admin, 'tables.add', { database_id, schema_oid, table_name });
    const [{ oid: table_oid }] = [await add('slides'), await add('swings')];
    table = { database_id, table_oid };
    const [stored] = await rpc(standIn, admin, 'roles.configured.list', { database_id, server_id: 1 });
    await rpc(standIn, admin, 'roles.add', { database_id, rolename: 'play_guest', login: false });
    for (const username of ['play_viola', 'play_other']) {
      const user_def = { username, password: 'First-pw-4711', is_superuser: false };
      const { id: user_id } = await rpc(standIn, admin, 'users.add', { user_def });
      if (username !== 'play_viola') continue;
      await rpc(standIn, admin, 'collaborators.add', {
        ...{ database_id, user_id, configured_role_id: stored?.id ?? 0 },
      });
      await sql(`UPDATE mathesar_user SET password_change_needed = false WHERE id = ${String(user_id)}`);
    }
    viola = await signInAs(standIn, 'play_viola', 'First-pw-4711');
  });
  test.afterAll(() => standIn.stop());

  const set = async (fault: string | null) => {
    const answer = await fetch(standIn.controlUrl ?? '', { method: 'PUT', body: JSON.stringify({ fault }) });
    expect(answer.status).toBe(204);
  };

  async function sql(text: string, database?: string): Promise<unknown[]> {
    const url = new URL(standIn.databaseUrl);
    if (database) url.pathname = database;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      return (await client.query({ text, rowMode: 'array' })).rows;
    } finally {
      await client.end();
    }
  }

  /** All that a side effect can change. */
  const everything = async () => ({
    own: await sql(`SELECT to_jsonb(u) - 'last_login' FROM mathesar_user u UNION ALL
      SELECT to_jsonb(m) FROM mathesar_userdatabaserolemap m UNION ALL
      SELECT to_jsonb(r) FROM mathesar_configuredrole r UNION ALL SELECT to_jsonb(f) FROM mathesar_form f UNION ALL
      SELECT to_jsonb(e) FROM mathesar_explorations e UNION ALL SELECT to_jsonb(t) - 'id' FROM mathesar_tablemetadata t
      UNION ALL SELECT to_jsonb(r.rolname) FROM pg_roles r ORDER BY 1`),
    tables: await sql(
      `SELECT relname, coalesce(relacl, acldefault('r', relowner))::text, obj_description(oid), (SELECT count(*) FROM pg_attribute a
         WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) FROM pg_class c
       WHERE relnamespace = 'play_yard'::regnamespace ORDER BY 1`,
      'home',
    ),
    rows: await sql(
      'SELECT count(*) FROM play_yard.slides UNION ALL SELECT count(*) FROM play_yard.swings',
      'home',
    ),
  });

  test('is there after the call, and gone when the fault is', async () => {
    test.setTimeout(120_000);
    const listed = (await (await fetch(standIn.controlUrl ?? '')).json()) as { name: string }[];
    // The two have side effects in turn, which together are all of them.
    const effects = listed.filter(({ name }) => /^side-effect:records\.(add|patch):/.test(name));
    const details = new Set(effects.map(({ name }) => name.split(':')[2]));
    expect(details.size).toBeGreaterThanOrEqual(12);
    await rpc(standIn, viola, 'records.add', { ...table, record_def: {} });
    for (const { name } of effects) {
      const before = await everything();
      await set(name);
      if (name.startsWith('side-effect:records.patch'))
        await rpc(standIn, viola, 'records.patch', { ...table, record_id: 1, record_def: { 1: 1 } });
      else {
        const { results } = await rpc(standIn, viola, 'records.add', { ...table, record_def: {} });
        // What was asked for is no side effect.
        await sql(`DELETE FROM play_yard.slides WHERE id = ${String(results[0]?.[1])}`, 'home');
      }
      expect(await everything(), name).not.toEqual(before);
      await set(null);
      expect(await everything(), name).toEqual(before);
    }
  });
});
