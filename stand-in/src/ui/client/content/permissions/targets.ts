import { commonData, reload } from '../../common-data';
import type { Access, Schema, Table } from '../../types';
import { type AccessKind, SCHEMA_ACCESS, TABLE_ACCESS } from './access';

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

export function schemaPermissions(schema: Schema): PermissionTarget {
  return {
    title: `Permissions for ${schema.name} schema`,
    methods: 'schemas.privileges',
    params: { database_id: commonData.current_database, schema_oid: schema.oid },
    access: schema,
    kind: SCHEMA_ACCESS,
    refresh: () => reload('schemas'),
  };
}

export function tablePermissions(table: Table): PermissionTarget {
  return {
    title: `Permissions for ${table.name} table`,
    methods: 'tables.privileges',
    params: { database_id: commonData.current_database, table_oid: table.oid },
    access: table,
    kind: TABLE_ACCESS,
    refresh: () => reload('tables'),
  };
}
