import { z } from 'zod';
import { columnsNumbered, requireTable, tableByOid } from '../catalog';
import {
  CreatableColumn,
  SettableColumn,
  addColumns,
  alterColumns,
  fromCreatable,
} from '../column-definition';
import type { Db } from '../db';
import { CODES, RpcError } from '../errors';
import { fileMash } from '../download-links';
import { type AnyMethod, method } from '../method';
import { replacePrimaryKey } from '../primary-key';
import { columnMetadataOf, setTableMetadata } from '../store/metadata';
import { PrimaryKeyKind } from '../table-definition';
import type { ColumnsMethods } from '../../../wire/columns';

interface ColumnInfo {
  id: number;
  name: string;
  type: string;
  type_options: Record<string, number> | null;
  nullable: boolean;
  primary_key: boolean;
  default: { value: string; is_dynamic: boolean } | null;
  has_dependents: boolean;
  description: string | null;
  current_role_priv: string[];
}

/** As seen on the real program, columns with a foreign key come first, from the last to the first. */
const LIST = `
SELECT a.attnum AS id, a.attname AS name, a.atttypid::regtype::text AS type,
  CASE WHEN a.atttypmod < 0 THEN NULL
    WHEN t.typname = 'numeric' THEN jsonb_build_object(
      'precision', ((a.atttypmod - 4) >> 16) & 65535, 'scale', (a.atttypmod - 4) & 2047)
    WHEN t.typname IN ('varchar', 'bpchar') THEN jsonb_build_object('length', a.atttypmod - 4) END AS type_options,
  NOT a.attnotnull AS nullable,
  EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'p' AND a.attnum = ANY (k.conkey))
    AS primary_key,
  CASE WHEN a.attidentity <> '' THEN jsonb_build_object('value', 'identity', 'is_dynamic', true)
    WHEN d.oid IS NOT NULL THEN jsonb_build_object(
      'value', regexp_replace(pg_get_expr(d.adbin, d.adrelid), '^''(.*)''(::.*)?$', '\\1'),
      'is_dynamic', pg_get_expr(d.adbin, d.adrelid) !~ '^(''.*''(::.*)?|-?[0-9.]+|true|false)$') END AS "default",
  EXISTS (SELECT FROM pg_depend p WHERE p.refclassid = 'pg_class'::regclass AND p.refobjid = a.attrelid
    AND p.refobjsubid = a.attnum AND p.deptype = 'n') AS has_dependents,
  col_description(a.attrelid, a.attnum) AS description,
  array(SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) p
    WHERE has_column_privilege(a.attrelid, a.attnum, p)) AS current_role_priv
FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY CASE WHEN EXISTS (SELECT FROM pg_constraint k
  WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND a.attnum = ANY (k.conkey)) THEN - a.attnum ELSE a.attnum END`;

/** What the methods tell of a table's columns; none for an OID of nothing. */
export const columnInfos = (db: Db, tableOid: number) => db.rows<ColumnInfo>(LIST, [tableOid]);

const ofTable = z.looseObject({ database_id: z.int(), table_oid: z.int() });

/** `columns` methods, metadata apart. Listing needs no privilege on the table. */
export const COLUMNS_METHODS: Record<keyof ColumnsMethods, AnyMethod> = {
  'columns.list': method({
    gate: 'login',
    params: ofTable,
    run: (call, params) => call.inDatabase(params.database_id, (db) => columnInfos(db, params.table_oid)),
  }),

  'columns.list_with_metadata': method({
    gate: 'login',
    params: ofTable,
    run: async (call, params) => {
      const columns = await call.inDatabase(params.database_id, (db) => columnInfos(db, params.table_oid));
      const known = await columnMetadataOf(call.store, params.database_id, params.table_oid);
      return columns.map((column) => ({
        ...column,
        metadata: known.find(({ attnum }) => attnum === column.id) ?? null,
      }));
    },
  }),

  'columns.add': method({
    gate: 'login',
    params: ofTable.extend({ column_data_list: z.array(CreatableColumn) }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) =>
        addColumns(db, await requireTable(db, params.table_oid), params.column_data_list.map(fromCreatable)),
      ),
  }),

  /** As recorded, answers OK for a table that does not exist. */
  'columns.patch': method({
    gate: 'login',
    params: ofTable.extend({ column_data_list: z.array(SettableColumn) }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const table = await tableByOid(db, params.table_oid);
        if (table) await alterColumns(db, table, params.column_data_list);
        return params.column_data_list.length;
      }),
  }),

  'columns.delete': method({
    gate: 'login',
    params: ofTable.extend({ column_attnums: z.array(z.int()) }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const table = await requireTable(db, params.table_oid);
        const columns = await columnsNumbered(db, table.oid, params.column_attnums);
        // The real program builds a statement of nothing.
        if (columns.length === 0)
          throw new RpcError(CODES.syntax, 'SyntaxError: syntax error at end of input');
        await db.run(`ALTER TABLE ${table.sql} ${columns.map(({ sql }) => `DROP COLUMN ${sql}`).join(', ')}`);
        return '';
      }),
  }),

  'columns.add_primary_key_column': method({
    gate: 'login',
    params: ofTable.extend({
      pkey_type: PrimaryKeyKind,
      drop_existing_pkey_column: z.boolean().default(false),
      name: z.string().default('id'),
    }),
    run: async (call, params) => {
      const attnum = await call.inDatabase(params.database_id, async (db) => {
        const table = await requireTable(db, params.table_oid);
        return replacePrimaryKey(db, table, {
          add: { name: params.name, kind: params.pkey_type },
          dropOldColumn: params.drop_existing_pkey_column,
        });
      });
      await setTableMetadata(call.store, params.database_id, params.table_oid, {
        mathesar_added_pkey_attnum: attnum,
      });
      return null;
    },
  }),

  /** Makes the proofs of origin in a column of uploaded files anew. */
  'columns.reset_mash': method({
    gate: 'admin',
    params: ofTable.extend({ column_attnum: z.int() }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const table = await requireTable(db, params.table_oid);
        const [column] = await columnsNumbered(db, table.oid, [params.column_attnum]);
        if (!column) throw new RpcError(CODES.syntax, 'SyntaxError: syntax error at end of input');
        const rows = await db.rows<{ uri: string }>(
          `SELECT DISTINCT ${column.sql} ->> 'uri' AS uri FROM ${table.sql} WHERE ${column.sql} ->> 'uri' IS NOT NULL`,
        );
        for (const { uri } of rows) {
          await db.run(
            `UPDATE ${table.sql} SET ${column.sql} = jsonb_set(${column.sql}::jsonb, '{mash}', to_jsonb($2::text))
             WHERE ${column.sql} ->> 'uri' = $1`,
            [uri, fileMash(uri)],
          );
        }
        return null;
      }),
  }),
};
