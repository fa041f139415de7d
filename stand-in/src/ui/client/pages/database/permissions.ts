import type { AccessKind } from '../../content/permissions/access';
import type { PermissionTarget } from '../../content/permissions/targets';
import { titleOf } from '../../common-data';
import type { Access, Database } from '../../types';

const DATABASE_ACCESS: AccessKind = {
  levels: [
    { id: 'connect', label: 'Connect', help: 'Can access the database', privileges: ['CONNECT'] },
    {
      id: 'create',
      label: 'Connect + Create',
      help: 'Can access the database and make schemas',
      privileges: ['CONNECT', 'CREATE'],
    },
  ],
  privileges: [
    { name: 'CONNECT', help: 'Connect to the database' },
    { name: 'CREATE', help: 'Make schemas' },
    { name: 'TEMPORARY', help: 'Make temporary tables' },
  ],
};

/** Who may do what with a database, for the dialog. */
export function databasePermissions(
  database: Database,
  access: Access,
  refresh: () => Promise<void>,
): PermissionTarget {
  return {
    title: `Permissions for ${titleOf(database)} database`,
    methods: 'databases.privileges',
    params: { database_id: database.id },
    access,
    kind: DATABASE_ACCESS,
    refresh,
  };
}
