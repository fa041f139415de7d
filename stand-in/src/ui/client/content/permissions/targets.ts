import { commonData, reload, titleOf } from '../../common-data';
import type { Access, Database, Schema, Table } from '../../types';

/** What can be granted on a kind of object. */
export interface AccessKind {
  /** Named sets of privileges. */
  levels: Readonly<Record<string, { help: string; privileges: readonly string[] }>>;
  /** All privileges that can be granted one by one, and what each is for. */
  privileges: Readonly<Record<string, string>>;
}

const DATABASE_ACCESS: AccessKind = {
  levels: {
    Connect: { help: 'Can access the database', privileges: ['CONNECT'] },
    'Connect + Create': {
      help: 'Can access the database and make schemas',
      privileges: ['CONNECT', 'CREATE'],
    },
  },
  privileges: {
    CONNECT: 'Connect to the database',
    CREATE: 'Make schemas',
    TEMPORARY: 'Make temporary tables',
  },
};

const SCHEMA_ACCESS: AccessKind = {
  levels: {
    Read: { help: 'Can access the schema', privileges: ['USAGE'] },
    'Read + Create': {
      help: 'Can access the schema and create new tables',
      privileges: ['USAGE', 'CREATE'],
    },
  },
  privileges: { USAGE: 'See and use what is in the schema', CREATE: 'Make objects in the schema' },
};

const TABLE_ACCESS: AccessKind = {
  levels: {
    Read: { help: 'Can read table records', privileges: ['SELECT'] },
    Write: {
      help: 'Can read, update, delete, and create table records',
      privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
    },
  },
  privileges: {
    SELECT: 'Read rows',
    INSERT: 'Add rows',
    UPDATE: 'Change rows',
    DELETE: 'Delete rows',
    TRUNCATE: 'Empty the table',
    REFERENCES: 'Point to the table by foreign keys',
    TRIGGER: 'Make triggers on the table',
  },
};

/** The name of any set of privileges that has no other. */
export const CUSTOM = 'Custom';

/** The level that the privileges amount to. */
export function levelOf(kind: AccessKind, privileges: readonly string[]): string {
  const amounts = (level: readonly string[]) =>
    level.length === privileges.length && level.every((privilege) => privileges.includes(privilege));
  const found = Object.entries(kind.levels).find(([, level]) => amounts(level.privileges));
  return found ? found[0] : CUSTOM;
}

/** The object whose privileges a dialog shows. */
export interface PermissionTarget {
  title: string;
  /** Begins the names of the methods: `tables.privileges`. */
  methods: string;
  /** Names the object in their parameters. */
  params: object;
  access: Access;
  kind: AccessKind;
  /** After the owner changed, so that the page knows. */
  refresh: () => Promise<void>;
}

export const databasePermissions = (
  database: Database,
  access: Access,
  refresh: () => Promise<void>,
): PermissionTarget => ({
  title: `Permissions for ${titleOf(database)} database`,
  methods: 'databases.privileges',
  params: { database_id: database.id },
  access,
  kind: DATABASE_ACCESS,
  refresh,
});

export const schemaPermissions = (schema: Schema): PermissionTarget => ({
  title: `Permissions for ${schema.name} schema`,
  methods: 'schemas.privileges',
  params: { database_id: commonData.current_database, schema_oid: schema.oid },
  access: schema,
  kind: SCHEMA_ACCESS,
  refresh: () => reload('schemas'),
});

export const tablePermissions = (table: Table): PermissionTarget => ({
  title: `Permissions for ${table.name} table`,
  methods: 'tables.privileges',
  params: { database_id: commonData.current_database, table_oid: table.oid },
  access: table,
  kind: TABLE_ACCESS,
  refresh: () => reload('tables'),
});
