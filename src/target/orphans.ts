import type { Client } from './client';
import { withPostgres } from './postgres';
import { runOf } from './run-name';

type Kind = 'user' | 'database' | 'unconnected database' | 'stored role' | 'PostgreSQL role';

/** An object that a run made: its kind, name and identifier on the install. */
export interface Orphan {
  kind: Kind;
  name: string;
  /** Id, or OID for PostgreSQL's objects. */
  id: number;
  /** The prefix of its run. */
  run: string;
}

/** What is needed to search an install for orphans and to remove them. */
export interface Reach {
  setupAdmin: Client;
  /** The set-up admin's own id. */
  setupAdminId: number;
  /** A database that no run made; without one, only the witness sees PostgreSQL's roles. */
  maintenanceDatabaseId: number | undefined;
  /** The install's internal database; without it, unconnected databases are not seen. */
  witness: string | undefined;
  /** Signs the set-up admin in again where its session has ended; whoever sweeps has just signed in. */
  renew?: () => Promise<void>;
}

/**
 * Finds everything on an install whose name begins with the prefix of a run, in order of removal.
 * @throws CallFailed, InstallError, or what the witness's connection throws
 */
export async function findOrphans({ setupAdmin, maintenanceDatabaseId, witness }: Reach): Promise<Orphan[]> {
  const users = (await setupAdmin.rpc('users.list', {})).map(({ id, username }) => ({ id, name: username }));
  const databases = await setupAdmin.rpc('databases.configured.list', {});
  const stored = await storedRoles(setupAdmin, databases);
  const seen = witness === undefined ? { databases: [], roles: [] } : await lookBySql(witness);
  const roles =
    maintenanceDatabaseId !== undefined
      ? (await setupAdmin.rpc('roles.list', { database_id: maintenanceDatabaseId })).map(({ oid, name }) => ({
          id: oid,
          name,
        }))
      : seen.roles;
  const connected = new Set(databases.map(({ name }) => name));
  return [
    ...ofRuns('user', users),
    ...ofRuns('database', databases),
    ...ofRuns(
      'unconnected database',
      seen.databases.filter(({ name }) => !connected.has(name)),
    ),
    ...ofRuns('stored role', stored),
    ...ofRuns('PostgreSQL role', roles),
  ];
}

/** The install lists stored roles per database of their server; the administrator need not be a collaborator of it. */
async function storedRoles(
  setupAdmin: Client,
  databases: readonly { id: number; server_id: number }[],
): Promise<{ id: number; name: string }[]> {
  const byServer = new Map(databases.map(({ id, server_id }) => [server_id, id]));
  const lists = [];
  for (const [server_id, database_id] of byServer) {
    lists.push(await setupAdmin.rpc('roles.configured.list', { database_id, server_id }));
  }
  return lists.flat();
}

const ofRuns = (kind: Kind, found: readonly { id: number; name: string }[]): Orphan[] =>
  found.flatMap(({ id, name }) => {
    const run = runOf(name);
    return run === undefined ? [] : [{ kind, id, name, run }];
  });

interface SeenBySql {
  databases: { id: number; name: string }[];
  roles: { id: number; name: string }[];
}

async function lookBySql(dsn: string): Promise<SeenBySql> {
  return withPostgres(dsn, async (client) => {
    const databases = await client.query<SeenBySql['databases'][0]>(
      'SELECT oid::int8::int AS id, datname AS name FROM pg_database ORDER BY oid',
    );
    const roles = await client.query<SeenBySql['roles'][0]>(
      'SELECT oid::int8::int AS id, rolname AS name FROM pg_roles ORDER BY oid',
    );
    return { databases: databases.rows, roles: roles.rows };
  });
}
