import type { Db } from '../db';
import type { Install } from '../install';
import { CODES, RpcError, withIntegrity } from '../errors';
import type { Release } from '../releases';
import type { ConfiguredRoleRow, DatabaseRow, ServerRow } from '../store/schema';
import { connectAs } from '../call';

/** What the endpoint of a release tells about a connected database. */
export const databaseInfo = (row: DatabaseRow, release: Release) => ({
  id: row.id,
  name: row.name,
  server_id: row.server_id,
  last_confirmed_sql_version: row.last_confirmed_sql_version,
  needs_upgrade_attention: row.last_confirmed_sql_version !== release,
  nickname: row.nickname,
});

/** What the endpoint tells about a server. */
export const serverInfo = ({ id, host, port, sslmode }: ServerRow) => ({ id, host, port, sslmode });

/** What the endpoint tells about a stored role; never its password. */
export const storedRoleInfo = ({ id, name, server_id }: ConfiguredRoleRow) => ({ id, name, server_id });

/** Where a database is and by which role it is to be used. */
export interface ConnectionSpec {
  host: string;
  port: number | null;
  sslmode: string;
  database: string;
  nickname: string | null;
  role: string;
  password: string;
}

/** The rows that make a database known to the install. */
export interface Connection {
  server: ServerRow;
  database: DatabaseRow;
  role: ConfiguredRoleRow;
}

/** @throws RpcError -28002 for the database that holds the install's own tables */
export function refuseInternalDatabase(install: Install, name: string): void {
  if (name === install.options.database) {
    throw new RpcError(CODES.internalDatabase, 'BadInstallationTarget: this is the internal database');
  }
}

async function theRow<T extends object>(store: Db, sql: string, values: unknown[]): Promise<T> {
  const row = await withIntegrity(() => store.row<T>(sql, values));
  if (!row) throw new Error(`no row: ${sql}`);
  return row;
}

/** The entry of a server; left untouched when it says the same already, for other attempts look at it. */
async function serverOf(store: Db, { host, port, sslmode }: ConnectionSpec): Promise<ServerRow> {
  const known = await store.row<ServerRow>(
    'SELECT * FROM mathesar_server WHERE host = $1 AND port IS NOT DISTINCT FROM $2',
    [host, port],
  );
  if (known?.sslmode === sslmode) return known;
  return known
    ? theRow(store, 'UPDATE mathesar_server SET sslmode = $2, updated_at = now() WHERE id = $1 RETURNING *', [
        known.id,
        sslmode,
      ])
    : theRow(
        store,
        `INSERT INTO mathesar_server (host, port, sslmode) VALUES ($1, $2, $3)
         ON CONFLICT (host, port) DO UPDATE SET sslmode = $3 RETURNING *`,
        [host, port, sslmode],
      );
}

/**
 * Finds or makes server, database, stored role, and the user's entry as collaborator. A password is stored only with
 * a new role: for a known one the given password is not looked at.
 */
export async function connect(store: Db, spec: ConnectionSpec, userId: number): Promise<Connection> {
  const one = <T extends object>(sql: string, values: unknown[]) => theRow<T>(store, sql, values);
  const server = await serverOf(store, spec);
  const database =
    (await store.row<DatabaseRow>(
      'SELECT * FROM mathesar_database WHERE name = $1 AND server_id = $2 AND nickname IS NOT DISTINCT FROM $3',
      [spec.database, server.id, spec.nickname],
    )) ??
    (await one<DatabaseRow>(
      'INSERT INTO mathesar_database (name, server_id, nickname) VALUES ($1, $2, $3) RETURNING *',
      [spec.database, server.id, spec.nickname],
    ));
  const role =
    (await store.row<ConfiguredRoleRow>(
      'SELECT * FROM mathesar_configuredrole WHERE name = $1 AND server_id = $2',
      [spec.role, server.id],
    )) ??
    (await one<ConfiguredRoleRow>(
      `INSERT INTO mathesar_configuredrole (name, server_id, password) VALUES ($1, $2, $3)
       ON CONFLICT (name, server_id) DO UPDATE SET name = excluded.name RETURNING *`,
      [spec.role, server.id, spec.password],
    ));
  const known = await store.row(
    `SELECT 1 FROM mathesar_userdatabaserolemap WHERE user_id = $1 AND database_id = $2 AND configured_role_id = $3`,
    [userId, database.id, role.id],
  );
  if (!known) {
    await one(
      `INSERT INTO mathesar_userdatabaserolemap (user_id, database_id, configured_role_id, server_id)
       VALUES ($1, $2, $3, $4) RETURNING id`,
      [userId, database.id, role.id, server.id],
    );
  }
  return { server, database, role };
}

/** The schemas that a connected database gets; the last holds types that columns may use, so it is never replaced. */
export const OWN_SCHEMAS = ['msar', '__msar', 'mathesar_types'] as const;

/** Puts a release's functions into a database, in place of older ones. A role may be kept from either language. */
async function installSql(db: Db, release: Release): Promise<void> {
  const bodies = { sql: `SELECT '${release}'`, plpgsql: `BEGIN RETURN '${release}'; END` };
  for (const schema of ['msar', '__msar']) {
    await db.run(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await db.run(`CREATE SCHEMA ${schema}`);
  }
  await db.run('CREATE SCHEMA IF NOT EXISTS mathesar_types');
  for (const schema of OWN_SCHEMAS) {
    await db.run(`GRANT USAGE ON SCHEMA ${schema} TO PUBLIC`);
    const language = schema === 'msar' ? 'plpgsql' : 'sql';
    await db.run(
      `CREATE OR REPLACE FUNCTION ${schema}.release() RETURNS text LANGUAGE ${language} AS $$ ${bodies[language]} $$`,
    );
  }
}

/**
 * {@link installSql} as a stored role, and the note in the database's row that it is up to date.
 * @throws RpcError -30193 when PostgreSQL refuses the login; PostgreSQL's own errors
 */
export async function installIn(
  store: Db,
  release: Release,
  { server, database, role }: { server: ServerRow; database: DatabaseRow; role: RoleLogin },
): Promise<DatabaseRow> {
  await connectAs(dsn(server, database, role), (db) => installSql(db, release));
  await store.run(
    'UPDATE mathesar_database SET last_confirmed_sql_version = $2, updated_at = now() WHERE id = $1',
    [database.id, release],
  );
  return { ...database, last_confirmed_sql_version: release };
}

/** A PostgreSQL role and its password. */
export interface RoleLogin {
  name: string;
  password: string | null;
}

/** Where a database is, as a role. */
export const dsn = (server: ServerRow, database: DatabaseRow, role: RoleLogin) => ({
  host: server.host,
  port: server.port ?? 5432,
  database: database.name,
  user: role.name,
  password: role.password ?? '',
});

/** The install's own server, as the role that the install runs by. */
export function ownConnection(
  install: Install,
): Pick<ConnectionSpec, 'host' | 'port' | 'sslmode' | 'role' | 'password'> {
  const { host, port, role, password } = install.options;
  return { host, port, sslmode: 'prefer', role, password };
}
