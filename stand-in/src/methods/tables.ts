import { z } from 'zod';
import { requireTable } from '../catalog';
import {
  SettableColumn,
  CreatableTableColumn,
  alterColumns,
  fromCreatableInTable,
} from '../column-definition';
import { CreatableConstraint } from '../constraint-definition';
import { type Db, ident } from '../db';
import { CODES, RpcError } from '../errors';
import { type AnyMethod, method } from '../method';
import { listTableMetadata, metadataBlob, setTableMetadata, tableMetadata } from '../store/metadata';
import { PrimaryKeyKind, createTable, describeTable } from '../table-definition';
import { TABLE_IMPORT_METHODS } from './table-import';
import { TABLE_LINKS_METHODS } from './table-links';
import type { TablesMethods } from '../../../wire/tables';

interface TableInfo {
  oid: number;
  name: string;
  type: 'table' | 'view' | 'materialized_view';
  schema: number;
  owner_oid: number;
  description: string | null;
  current_role_owns: boolean;
  current_role_priv: string[];
}

const INFO = `
SELECT c.oid, c.relname AS name,
  CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized_view' ELSE 'table' END AS type,
  c.relnamespace AS schema, c.relowner AS owner_oid, obj_description(c.oid, 'pg_class') AS description,
  pg_has_role(c.relowner, 'USAGE') AS current_role_owns,
  array(SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
    WHERE has_table_privilege(c.oid, p)) AS current_role_priv
FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')`;

const listOf = (db: Db, schemaOid: number) =>
  db.rows<TableInfo>(`${INFO} AND c.relnamespace = $1 ORDER BY c.relname`, [schemaOid]);

/** What the methods tell of a table, privileges of the connection's role included; undefined without one. */
export const tableInfo = (db: Db, oid: number) => db.row<TableInfo>(`${INFO} AND c.oid = $1`, [oid]);

/** How the real program stumbles over a table that does not exist. */
const nothingToRead = () => new RpcError(CODES.badArguments, "TypeError: 'NoneType' object is not iterable");

const database_id = z.int();
const inSchema = z.looseObject({ database_id, schema_oid: z.int() });
const ofTable = z.looseObject({ database_id, table_oid: z.int() });

/** A table's name as the methods answer it, quoted where SQL needs it. */
const writtenName = (db: Db, oid: number) => db.value<string>('SELECT $1::oid::regclass::text', [oid]);

/** `tables` methods, privileges and metadata apart. */
export const TABLES_METHODS: Record<keyof TablesMethods, AnyMethod> = {
  ...TABLE_IMPORT_METHODS,
  ...TABLE_LINKS_METHODS,

  'tables.list': method({
    gate: 'login',
    params: inSchema,
    run: (call, params) => call.inDatabase(params.database_id, (db) => listOf(db, params.schema_oid)),
  }),

  'tables.list_with_metadata': method({
    gate: 'login',
    params: inSchema,
    run: async (call, params) => {
      const tables = await call.inDatabase(params.database_id, (db) => listOf(db, params.schema_oid));
      const known = await listTableMetadata(call.store, params.database_id);
      return tables.map((table) => {
        const row = known.find(({ table_oid }) => table_oid === table.oid);
        return { ...table, metadata: row ? metadataBlob(row) : null };
      });
    },
  }),

  'tables.get': method({
    gate: 'login',
    params: ofTable,
    run: async (call, params) => {
      const info = await call.inDatabase(params.database_id, (db) => tableInfo(db, params.table_oid));
      if (!info) throw nothingToRead();
      return info;
    },
  }),

  'tables.get_with_metadata': method({
    gate: 'login',
    params: ofTable,
    run: async (call, params) => {
      const info = await call.inDatabase(params.database_id, (db) => tableInfo(db, params.table_oid));
      const row = await tableMetadata(call.store, params.database_id, params.table_oid);
      if (!info) throw nothingToRead();
      return { ...info, metadata: metadataBlob(row) };
    },
  }),

  'tables.add': method({
    gate: 'login',
    params: inSchema.extend({
      table_name: z.string().nullish(),
      pkey_column_info: z
        .looseObject({ name: z.string().nullish(), type: PrimaryKeyKind.nullish() })
        .default({}),
      column_data_list: z.array(CreatableTableColumn).default([]),
      constraint_data_list: z.array(CreatableConstraint).default([]),
      owner_oid: z.int().nullish(),
      comment: z.string().nullish(),
    }),
    run: async (call, params) => {
      const made = await call.inDatabase(params.database_id, (db) =>
        createTable(db, {
          schemaOid: params.schema_oid,
          name: params.table_name,
          primaryKey: params.pkey_column_info,
          columns: params.column_data_list.map(fromCreatableInTable),
          constraints: params.constraint_data_list,
          ownerOid: params.owner_oid,
          comment: params.comment,
        }),
      );
      await setTableMetadata(call.store, params.database_id, made.oid, {
        mathesar_added_pkey_attnum: made.keyAttnum,
      });
      return { oid: made.oid, name: made.name, renamed_columns: made.renamedColumns };
    },
  }),

  'tables.patch': method({
    gate: 'login',
    params: ofTable.extend({
      table_data_dict: z.looseObject({
        name: z.string().nullish(),
        description: z.string().nullish(),
        columns: z.array(SettableColumn).nullish(),
      }),
    }),
    run: (call, { table_data_dict: patch, ...params }) =>
      call.inDatabase(params.database_id, async (db) => {
        const table = await requireTable(db, params.table_oid);
        if (patch.description !== undefined) await describeTable(db, table, patch.description);
        await alterColumns(db, table, patch.columns ?? []);
        if (patch.name && patch.name !== table.name) {
          await db.run(`ALTER TABLE ${table.sql} RENAME TO ${ident(patch.name)}`);
        }
        return writtenName(db, table.oid);
      }),
  }),

  'tables.delete': method({
    gate: 'login',
    params: ofTable.extend({ cascade: z.boolean().default(false) }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const table = await requireTable(db, params.table_oid);
        const name = await writtenName(db, table.oid);
        await db.run(`DROP TABLE ${table.sql} ${params.cascade ? 'CASCADE' : ''}`);
        return name;
      }),
  }),
};
