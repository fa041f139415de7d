import { z } from 'zod';
import { type Call, connectAs } from '../call';
import { undefinedObject } from '../catalog';
import { closeIdle, type Db, ident } from '../db';
import { CODES, RpcError, noConnection, notFound, withIntegrity } from '../errors';
import { method, type AnyMethod } from '../method';
import type { ConfiguredRoleRow, DatabaseRow, ServerRow } from '../store/schema';
import { OWN_SCHEMAS, databaseInfo, dsn, installIn, type RoleLogin } from './connected-database';
import { DATABASE_SETUP_METHODS } from './database-setup';
import type { DatabasesMethods } from '../../../wire/databases';

/** What the caller's PostgreSQL role may do with the database it is connected to. */
export const currentDatabaseInfo = (db: Db) =>
  db.row(`
    SELECT oid::int8::int AS oid, datname AS name, datdba::int8::int AS owner_oid,
      (SELECT coalesce(jsonb_agg(p), '[]') FROM unnest(ARRAY['CONNECT', 'CREATE', 'TEMPORARY']) p
        WHERE has_database_privilege(oid, p)) AS current_role_priv,
      pg_has_role(datdba, 'USAGE') AS current_role_owns
    FROM pg_database WHERE datname = current_database()`);

/** Which databases a standard user sees: those in which the user is a collaborator. */
async function visibleDatabases(call: Call, serverId: number | null): Promise<DatabaseRow[]> {
  const user = call.requireUser();
  return call.store.rows<DatabaseRow>(
    `SELECT * FROM mathesar_database d WHERE ($1::int IS NULL OR server_id = $1)
       AND ($2 OR EXISTS (SELECT 1 FROM mathesar_userdatabaserolemap m WHERE m.database_id = d.id AND m.user_id = $3))
     ORDER BY id`,
    [serverId, user.is_superuser, user.id],
  );
}

/** The role that put the install's functions into a database: it alone may replace or remove them. */
async function installer(call: Call, database: DatabaseRow): Promise<ConfiguredRoleRow> {
  const roles = await call.store.rows<ConfiguredRoleRow>(
    `SELECT r.* FROM mathesar_userdatabaserolemap m JOIN mathesar_configuredrole r ON r.id = m.configured_role_id
     WHERE m.database_id = $1 ORDER BY m.id`,
    [database.id],
  );
  for (const role of roles) {
    const owner = await connectAs(await call.dsnAs(role, database), (db) =>
      db.value<string>(`SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'msar'`),
    ).catch(() => null);
    if (owner === null) continue;
    const stored = await call.store.row<ConfiguredRoleRow>(
      'SELECT * FROM mathesar_configuredrole WHERE name = $1 AND server_id = $2',
      [owner, database.server_id],
    );
    if (!stored) throw new RpcError(CODES.noAdminConnection, 'NoAdminConnectionAvailable: ');
    return stored;
  }
  throw noConnection();
}

const serverOf = async (call: Call, database: DatabaseRow): Promise<ServerRow> => {
  const server = await call.store.row<ServerRow>('SELECT * FROM mathesar_server WHERE id = $1', [
    database.server_id,
  ]);
  if (!server) throw notFound('Server');
  return server;
};

const given = (
  name: string | null | undefined,
  password: string | null | undefined,
): RoleLogin | undefined => (name == null ? undefined : { name, password: password ?? null });

/** Removes the install's functions. @returns false when no connection is left by which they could be removed */
async function uninstall(
  call: Call,
  database: DatabaseRow,
  role: RoleLogin | undefined,
  schemas: readonly string[],
): Promise<boolean> {
  let login: RoleLogin;
  try {
    login = role ?? (await installer(call, database));
  } catch (error) {
    if (error instanceof RpcError && error.code === CODES.noConnection) return false;
    throw error;
  }
  await connectAs(dsn(await serverOf(call, database), database, login), async (db) => {
    for (const schema of schemas) {
      await db.run(`DROP FUNCTION IF EXISTS ${ident(schema)}.release()`);
      await db.run(`DROP SCHEMA IF EXISTS ${ident(schema)}`);
    }
  });
  return true;
}

/** `databases` methods but those on privileges. */
export const DATABASES_METHODS: Record<keyof DatabasesMethods, AnyMethod> = {
  ...DATABASE_SETUP_METHODS,
  'databases.get': method({
    gate: 'login',
    params: z.object({ database_id: z.int() }),
    run: (call, { database_id }) => call.inDatabase(database_id, currentDatabaseInfo),
  }),
  'databases.delete': method({
    gate: 'login',
    params: z.object({ database_id: z.int(), database_oid: z.int() }),
    run: (call, { database_id, database_oid }) =>
      call.inDatabase(
        database_id,
        async (db) => {
          const name = await db.value<string>('SELECT datname FROM pg_database WHERE oid = $1', [
            database_oid,
          ]);
          if (name === null) throw undefinedObject(`Database with OID ${String(database_oid)}`);
          await closeIdle(call.install.options, name);
          await db.run(`DROP DATABASE ${ident(name)}`);
        },
        { autocommit: true },
      ),
  }),
  'databases.upgrade_sql': method({
    gate: 'admin',
    params: z.strictObject({
      database_id: z.int(),
      username: z.string().nullish(),
      password: z.string().nullish(),
    }),
    async run(call, { database_id, username, password }) {
      const database = await call.database(database_id);
      const role = given(username, password) ?? (await installer(call, database));
      await installIn(call.store, call.install.options.release, {
        server: await serverOf(call, database),
        database,
        role,
      });
    },
  }),
  'databases.configured.list': method({
    gate: 'login',
    collaborator: false,
    params: z.object({ server_id: z.int().nullish() }),
    run: async (call, { server_id }) =>
      (await visibleDatabases(call, server_id ?? null)).map((row) =>
        databaseInfo(row, call.install.options.release),
      ),
  }),
  'databases.configured.patch': method({
    gate: 'admin',
    params: z.object({
      database_id: z.int(),
      patch: z.object({ name: z.string().optional(), nickname: z.string().nullable().optional() }),
    }),
    async run(call, { database_id, patch }) {
      const database = await call.database(database_id);
      const { name = database.name, nickname = database.nickname } = patch;
      await withIntegrity(() =>
        call.store.run(
          'UPDATE mathesar_database SET name = $2, nickname = $3, updated_at = now() WHERE id = $1',
          [database_id, name, nickname],
        ),
      );
      return databaseInfo({ ...database, name, nickname }, call.install.options.release);
    },
  }),
  'databases.configured.disconnect': method({
    gate: 'admin',
    params: z.strictObject({
      database_id: z.int(),
      schemas_to_remove: z.array(z.string()).default([...OWN_SCHEMAS]),
      strict: z.boolean().default(true),
      role_name: z.string().nullish(),
      password: z.string().nullish(),
      disconnect_db_server: z.boolean().default(false),
    }),
    async run(call, { database_id, schemas_to_remove, role_name, password, disconnect_db_server }) {
      const database = await call.database(database_id);
      const role = password == null ? undefined : given(role_name, password);
      const sql_cleaned = await uninstall(call, database, role, schemas_to_remove);
      await call.store.run('DELETE FROM mathesar_database WHERE id = $1', [database_id]);
      if (disconnect_db_server) {
        await call.store.run(
          `DELETE FROM mathesar_server s WHERE id = $1
             AND NOT EXISTS (SELECT 1 FROM mathesar_database WHERE server_id = s.id)`,
          [database.server_id],
        );
      }
      return { sql_cleaned };
    },
  }),
};
