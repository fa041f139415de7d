import { z } from 'zod';
import {
  columnsNumbered,
  columnsOf,
  primaryKeyOf,
  requireTable,
  tableByOid,
  type CatalogColumn,
  type CatalogTable,
} from '../catalog';
import { type Db, ident } from '../db';
import { CODES, RpcError, syntaxError } from '../errors';
import { type AnyMethod, method } from '../method';
import { replacePrimaryKey } from '../primary-key';
import { PrimaryKeyKind, createTable } from '../table-definition';
import { nonEmpty } from '../column-definition';
import type { DataModelingMethods } from '../../../wire/data-modeling';

const database_id = z.int();

/** How the real program names a schema that it could not find through a missing table. */
const noSchema = () =>
  new RpcError(
    CODES.undefinedSchema,
    'InvalidSchemaName: No schema with OID <NULL> exists. \nSQLSTATE: 3F000',
  );

/** The real program puts the number of a missing table into its statement. */
async function requireTableAsWritten(db: Db, oid: number): Promise<CatalogTable> {
  const table = await tableByOid(db, oid);
  if (!table) throw syntaxError(String(oid));
  return table;
}

/** Adds a column that references another table's primary key. */
async function addReference(db: Db, from: CatalogTable, name: string, toOid: number): Promise<CatalogColumn> {
  const to = await requireTableAsWritten(db, toOid);
  const key = await primaryKeyOf(db, to.oid);
  if (!key) throw syntaxError(String(toOid));
  await db.run(
    `ALTER TABLE ${from.sql} ADD COLUMN ${ident(name)} ${key.typeSql} REFERENCES ${to.sql} (${key.sql})`,
  );
  const column = (await columnsOf(db, from.oid)).find((candidate) => candidate.name === name);
  if (!column) throw syntaxError(name);
  return column;
}

const listOf = (columns: CatalogColumn[], prefix = '') =>
  columns.map(({ sql }) => `${prefix}${sql}`).join(', ');

const dropColumns = (db: Db, table: CatalogTable, columns: CatalogColumn[]) =>
  db.run(`ALTER TABLE ${table.sql} ${columns.map(({ sql }) => `DROP COLUMN ${sql}`).join(', ')}`);

/** Moves columns to a new table, one row per distinct set of values, and links the rest to it. */
async function splitTable(
  db: Db,
  table: CatalogTable,
  how: { attnums: number[]; newTable: string; linkColumn: string },
): Promise<{ extracted_table_oid: number; new_fkey_attnum: number }> {
  const moved = await columnsNumbered(db, table.oid, how.attnums);
  const from = await db.value<string>(`SELECT format('%I.%I', $1::text, $2::text)`, [
    table.schema,
    table.name,
  ]);
  const made = await createTable(db, {
    schemaOid: table.schemaOid,
    name: how.newTable,
    comment: `Extracted from ${from ?? ''}`,
    columns: moved.map(({ name, type }) => ({
      name,
      type,
      options: undefined,
      notNull: false,
      default: undefined,
      description: undefined,
    })),
  });
  const extracted = await requireTable(db, made.oid);
  const link = await addReference(db, table, how.linkColumn, extracted.oid);
  const same = moved.map(({ sql }) => `s.${sql} IS NOT DISTINCT FROM e.${sql}`).join(' AND ');
  await db.run(
    `INSERT INTO ${extracted.sql} (${listOf(moved)}) SELECT DISTINCT ${listOf(moved)} FROM ${table.sql}`,
  );
  await db.run(`UPDATE ${table.sql} s SET ${link.sql} = e.id FROM ${extracted.sql} e WHERE ${same}`);
  await dropColumns(db, table, moved);
  return { extracted_table_oid: extracted.oid, new_fkey_attnum: link.attnum };
}

/**
 * Moves columns to the table that the source references. Simpler than the real program: where rows that reference
 * the same one differ, the first row's values stay.
 */
async function moveColumns(
  db: Db,
  source: CatalogTable,
  target: CatalogTable,
  attnums: number[],
): Promise<void> {
  const moved = await columnsNumbered(db, source.oid, attnums);
  const link = await db.row<{ from: number; to: number }>(
    `SELECT conkey[1] AS from, confkey[1] AS to FROM pg_constraint WHERE contype = 'f' AND conrelid = $1 AND confrelid = $2`,
    [source.oid, target.oid],
  );
  const [from] = await columnsNumbered(db, source.oid, link ? [link.from] : []);
  const [to] = await columnsNumbered(db, target.oid, link ? [link.to] : []);
  if (!from || !to || moved.length === 0) throw syntaxError('');
  const additions = moved.map(({ sql, typeSql }) => `ADD COLUMN ${sql} ${typeSql}`).join(', ');
  await db.run(`ALTER TABLE ${target.sql} ${additions}`);
  await db.run(
    `UPDATE ${target.sql} t SET (${listOf(moved)}) =
       (SELECT ${listOf(moved, 's.')} FROM ${source.sql} s WHERE s.${from.sql} = t.${to.sql} ORDER BY s.ctid LIMIT 1)`,
  );
  await dropColumns(db, source, moved);
}

/** `data_modeling` methods. */
export const DATA_MODELING_METHODS: Record<keyof DataModelingMethods, AnyMethod> = {
  'data_modeling.add_foreign_key_column': method({
    gate: 'login',
    params: z.looseObject({
      database_id,
      column_name: z.string(),
      referrer_table_oid: z.int(),
      referent_table_oid: z.int(),
    }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const referrer = await requireTable(db, params.referrer_table_oid);
        await addReference(db, referrer, params.column_name, params.referent_table_oid);
        return null;
      }),
  }),

  'data_modeling.add_mapping_table': method({
    gate: 'login',
    params: z.looseObject({
      database_id,
      table_name: z.string(),
      schema_oid: z.int(),
      mapping_columns: z.array(z.looseObject({ column_name: z.string(), referent_table_oid: z.int() })),
    }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const made = await createTable(db, {
          schemaOid: params.schema_oid,
          name: params.table_name,
          columns: [],
        });
        const table = await requireTable(db, made.oid);
        for (const column of params.mapping_columns) {
          await addReference(db, table, column.column_name, column.referent_table_oid);
        }
        return null;
      }),
  }),

  'data_modeling.split_table': method({
    gate: 'login',
    params: z.looseObject({
      database_id,
      table_oid: z.int(),
      column_attnums: z.array(z.int()),
      extracted_table_name: z.string(),
      relationship_fk_column_name: z.string().nullish(),
    }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const table = await tableByOid(db, params.table_oid);
        if (!table) throw noSchema();
        const newTable = params.extracted_table_name;
        const linkColumn = nonEmpty(params.relationship_fk_column_name) ?? newTable;
        return splitTable(db, table, { attnums: params.column_attnums, newTable, linkColumn });
      }),
  }),

  'data_modeling.move_columns': method({
    gate: 'login',
    params: z.looseObject({
      database_id,
      source_table_oid: z.int(),
      target_table_oid: z.int(),
      move_column_attnums: z.array(z.int()),
    }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const source = await requireTable(db, params.source_table_oid);
        const target = await requireTable(db, params.target_table_oid);
        await moveColumns(db, source, target, params.move_column_attnums);
        return null;
      }),
  }),

  'data_modeling.change_primary_key_column': method({
    gate: 'login',
    params: z.looseObject({
      database_id,
      table_oid: z.int(),
      column_attnum: z.int(),
      default: PrimaryKeyKind.nullish(),
      drop_existing_pk_column: z.boolean().default(false),
    }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const table = await requireTableAsWritten(db, params.table_oid);
        await replacePrimaryKey(db, table, {
          use: { attnum: params.column_attnum, kind: params.default },
          dropOldColumn: params.drop_existing_pk_column,
        });
        return null;
      }),
  }),

  'data_modeling.suggest_types': method({
    gate: 'login',
    params: z.looseObject({ database_id, table_oid: z.int() }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) =>
        suggestTypes(db, await requireTable(db, params.table_oid)),
      ),
  }),
};

/** Types that a column of texts may be read as, the narrowest first, with the shape that every text must have. */
const SHAPES = [
  { type: 'boolean', shape: /^(true|false|t|f|yes|no|y|n)$/i },
  { type: 'integer', shape: /^[-+]?\d{1,9}$/ },
  { type: 'numeric', shape: /^[-+]?\d*\.?\d+$/ },
  { type: 'date', shape: /^\d{4}-\d{2}-\d{2}$/ },
  { type: 'uuid', shape: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i },
] as const;

/** Rows that a suggestion is made from. */
const SAMPLE = 1000;

/** The type of each column of a table, or for texts the type that all of them have the shape of, by number. */
export async function suggestTypes(db: Db, table: CatalogTable): Promise<Record<string, { type: string }>> {
  const columns = (await columnsOf(db, table.oid)).filter(({ selectable }) => selectable);
  const suggestions: Record<string, { type: string }> = {};
  // Without a column to look at PostgreSQL must still say why.
  if (columns.length === 0) await db.run(`SELECT * FROM ${table.sql} LIMIT 1`);
  for (const column of columns) {
    const rows = await db.rows<{ value: string }>(
      `SELECT ${column.sql}::text AS value FROM ${table.sql} WHERE ${column.sql} IS NOT NULL LIMIT $1`,
      [SAMPLE],
    );
    const narrow = SHAPES.find(({ shape }) => rows.every(({ value }) => shape.test(value)));
    const isText = column.category === 'S' && rows.length > 0;
    suggestions[column.attnum] = { type: isText && narrow ? narrow.type : column.type };
  }
  return suggestions;
}
