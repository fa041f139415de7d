import type { RoleInfo, StoredRoleInfo } from '../../wire/roles';
import type { CollaboratorInfo } from '../../wire/collaborators';
import type { ConnectedDatabaseInfo } from '../../wire/databases';
import type { Client } from './client';
import { readCommonData } from './common-data';
import { runOf } from './run-name';

/** A connected database that no run made, and the set-up admin's role in it. */
export interface MaintenanceDatabase {
  databaseId: number;
  name: string;
  serverId: number;
  role: RoleInfo;
}

/** How many databases are queried at once: each costs the install a connection. */
const AT_ONCE = 20;

/** The install's codes for a database to which the caller has no connection. */
const NO_CONNECTION = [-28030, -30193];

/**
 * The PostgreSQL role by which the set-up admin uses a database, as the install's lists of collaborators and roles say.
 * @returns undefined when they do not
 */
async function listedRole(
  setupAdmin: Client,
  { id: database_id, server_id }: Pick<ConnectedDatabaseInfo, 'id' | 'server_id'>,
): Promise<RoleInfo | undefined> {
  const { user } = await readCommonData(setupAdmin);
  const answers = await setupAdmin.batch([
    { method: 'collaborators.list', params: { database_id } },
    { method: 'roles.configured.list', params: { database_id, server_id } },
    { method: 'roles.list', params: { database_id } },
  ]);
  const [collaborators, stored, roles] = answers.map((answer) => (answer.ok ? answer.result : [])) as [
    CollaboratorInfo[],
    StoredRoleInfo[],
    RoleInfo[],
  ];
  const mine = collaborators.find(({ user_id }) => user_id === user?.id);
  const name = stored.find(({ id }) => id === mine?.configured_role_id)?.name;
  return roles.find((role) => role.name === name);
}

/** The PostgreSQL role by which the set-up admin uses a database. @returns undefined when the install does not tell */
export async function ownRole(
  setupAdmin: Client,
  database: Pick<ConnectedDatabaseInfo, 'id' | 'server_id'>,
): Promise<RoleInfo | undefined> {
  const answer = await setupAdmin.call('roles.get_current_role', { database_id: database.id });
  if (answer.ok) return (answer.result as { current_role: RoleInfo }).current_role;
  return listedRole(setupAdmin, database);
}

/** Whether a PostgreSQL role may create and drop what a run needs. */
export const maySetUp = ({ super: superuser, create_role, create_db }: RoleInfo): boolean =>
  superuser || (create_role && create_db);

/**
 * Finds the database from which a run creates and drops its own: the first in which the set-up admin's PostgreSQL
 * role may create roles and databases. Databases of runs do not count: they may be gone at the end.
 * @returns if there is none, the databases in which the set-up admin is a collaborator; also what the install refused to
 *   say of the admin's own roles, which then were found in its lists
 * @throws CallFailed, InstallError
 */
export async function findMaintenanceDatabase(setupAdmin: Client): Promise<{
  maintenance: MaintenanceDatabase | undefined;
  unfit: MaintenanceDatabase[];
  refused: string | undefined;
}> {
  const databases = (await setupAdmin.rpc('databases.configured.list', {})).filter(
    ({ name }) => runOf(name) === undefined,
  );
  const unfit: MaintenanceDatabase[] = [];
  let refused: string | undefined;
  for (let start = 0; start < databases.length; start += AT_ONCE) {
    const some = databases.slice(start, start + AT_ONCE);
    const answers = await setupAdmin.batch(
      some.map(({ id }) => ({ method: 'roles.get_current_role', params: { database_id: id } })),
    );
    for (const [index, answer] of answers.entries()) {
      const database = some[index];
      if (!database || (!answer.ok && NO_CONNECTION.includes(answer.code))) continue;
      if (!answer.ok) refused ??= `roles.get_current_role answered ${String(answer.code)}: ${answer.message}`;
      const role = answer.ok
        ? (answer.result as { current_role: RoleInfo }).current_role
        : await listedRole(setupAdmin, database);
      if (!role) continue;
      const found = { databaseId: database.id, name: database.name, serverId: database.server_id, role };
      if (maySetUp(role)) return { maintenance: found, unfit, refused };
      unfit.push(found);
    }
  }
  return { maintenance: undefined, unfit, refused };
}
