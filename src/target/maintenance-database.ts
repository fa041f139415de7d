import type { RoleInfo } from '../../wire/roles';
import type { Client } from './client';
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

/** Whether a PostgreSQL role may create and drop what a run needs. */
export const maySetUp = ({ super: superuser, create_role, create_db }: RoleInfo): boolean =>
  superuser || (create_role && create_db);

/**
 * Finds the database from which a run creates and drops its own: the first in which the set-up admin's PostgreSQL
 * role may create roles and databases. Databases of runs do not count: they may be gone at the end.
 * @returns if there is none, the databases in which the set-up admin is a collaborator
 * @throws CallFailed, InstallError
 */
export async function findMaintenanceDatabase(
  setupAdmin: Client,
): Promise<{ maintenance: MaintenanceDatabase | undefined; unfit: MaintenanceDatabase[] }> {
  const databases = (await setupAdmin.rpc('databases.configured.list', {})).filter(
    ({ name }) => runOf(name) === undefined,
  );
  const unfit: MaintenanceDatabase[] = [];
  for (let start = 0; start < databases.length; start += AT_ONCE) {
    const some = databases.slice(start, start + AT_ONCE);
    const answers = await setupAdmin.batch(
      some.map(({ id }) => ({ method: 'roles.get_current_role', params: { database_id: id } })),
    );
    for (const [index, answer] of answers.entries()) {
      const database = some[index];
      if (!answer.ok || !database) continue;
      const { current_role: role } = answer.result as { current_role: RoleInfo };
      const found = { databaseId: database.id, name: database.name, serverId: database.server_id, role };
      if (maySetUp(role)) return { maintenance: found, unfit };
      unfit.push(found);
    }
  }
  return { maintenance: undefined, unfit };
}
