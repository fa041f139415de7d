import pg from 'pg';
import { z } from 'zod';
import type { Db } from '../db';
import { notFound, RpcError } from '../errors';

/** What the install keeps about a table of a user database; unknown keys are ignored. */
export const TableMetadata = z.object({
  data_file_id: z.int().nullish(),
  import_verified: z.boolean().nullish(),
  column_order: z.unknown().optional(),
  record_summary_template: z.unknown().optional(),
  mathesar_added_pkey_attnum: z.int().nullish(),
  user_tracking_attnum: z.int().nullish(),
});

/** A row of `mathesar_tablemetadata` as the methods give it. */
export interface TableMetadataRow {
  id: number;
  database_id: number;
  table_oid: number;
  data_file_id: number | null;
  import_verified: boolean | null;
  column_order: unknown;
  record_summary_template: unknown;
  mathesar_added_pkey_attnum: number | null;
  user_tracking_attnum: number | null;
}

const JSON_COLUMNS: readonly string[] = ['column_order', 'record_summary_template'];

// An OID is kept as bigint, which the driver would give as text.
const COLUMNS = `id, database_id, table_oid::oid AS table_oid, data_file_id, import_verified, column_order,
  record_summary_template, mathesar_added_pkey_attnum, user_tracking_attnum`;

/** All that is kept about tables of a database. */
export function listTableMetadata(store: Db, databaseId: number): Promise<TableMetadataRow[]> {
  return store.rows<TableMetadataRow>(
    `SELECT ${COLUMNS} FROM mathesar_tablemetadata WHERE database_id = $1 ORDER BY id`,
    [databaseId],
  );
}

/**
 * What is kept about a table. As recorded, asking makes the row, whether or not the table exists.
 * @throws RpcError -28009 for an unknown database
 */
export async function tableMetadata(
  store: Db,
  databaseId: number,
  tableOid: number,
): Promise<TableMetadataRow> {
  const find = () =>
    store.row<TableMetadataRow>(
      `SELECT ${COLUMNS} FROM mathesar_tablemetadata WHERE database_id = $1 AND table_oid = $2`,
      [databaseId, tableOid],
    );
  const known = await find();
  if (known) return known;
  await setTableMetadata(store, databaseId, tableOid, {});
  const made = await find();
  if (!made) throw notFound('TableMetaData');
  return made;
}

/** The constraint that a row about a table of an unknown database breaks. */
const NO_DATABASE = 'mathesar_tablemetadata_database_id_fkey';

/**
 * Changes what is kept about a table: the given keys only. Whether the table exists is not looked at.
 * @throws RpcError -28009 for an unknown database
 */
export async function setTableMetadata(
  store: Db,
  databaseId: number,
  tableOid: number,
  metadata: z.output<typeof TableMetadata>,
): Promise<void> {
  const given = Object.entries(metadata).filter(([, value]) => value !== undefined);
  // The keys are the schema's own.
  const keys = given.map(([key]) => `, ${key}`).join('');
  const places = given.map((_, index) => `, $${String(index + 3)}`).join('');
  const changes = given.map(([key]) => `${key} = EXCLUDED.${key}`).join(', ');
  const values = given.map(([key, value]) =>
    JSON_COLUMNS.includes(key) && value !== null ? JSON.stringify(value) : value,
  );
  try {
    await store.run(
      `INSERT INTO mathesar_tablemetadata (database_id, table_oid${keys}) VALUES ($1, $2${places})
       ON CONFLICT (database_id, table_oid) DO ${changes ? `UPDATE SET ${changes}` : 'NOTHING'}`,
      [databaseId, tableOid, ...values],
    );
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === NO_DATABASE) throw notFound('Database');
    throw error;
  }
}

/** The part of a row that `…_with_metadata` gives. */
export function metadataBlob(
  row: TableMetadataRow,
): Omit<TableMetadataRow, 'id' | 'database_id' | 'table_oid'> {
  const { id: _id, database_id: _database, table_oid: _table, ...blob } = row;
  return blob;
}

/** What the install can keep about a column: how it is shown and entered. */
const FIELDS = [
  'bool_input',
  'bool_true',
  'bool_false',
  'num_min_frac_digits',
  'num_max_frac_digits',
  'num_grouping',
  'num_format',
  'mon_currency_symbol',
  'mon_currency_location',
  'time_format',
  'date_format',
  'duration_min',
  'duration_max',
  'display_width',
  'file_backend',
  'user_display_field',
] as const;

/** A column's metadata as the methods give it: every field, null where nothing is kept. */
export type ColumnMetadata = { attnum: number } & Partial<Record<(typeof FIELDS)[number], unknown>>;

/** The framework's answer to an unknown field. */
const INVALID_FIELD = -29031;

/** What is kept about the columns of a table; columns about which nothing is kept are left out. */
export async function columnMetadataOf(
  store: Db,
  databaseId: number,
  tableOid: number,
): Promise<ColumnMetadata[]> {
  const rows = await store.rows<{ attnum: number; settings: Record<string, unknown> }>(
    `SELECT attnum, settings FROM mathesar_columnmetadata WHERE database_id = $1 AND table_oid = $2 ORDER BY attnum`,
    [databaseId, tableOid],
  );
  return rows.map(({ attnum, settings }) => ({
    attnum,
    ...Object.fromEntries(FIELDS.map((field) => [field, settings[field] ?? null])),
  }));
}

/**
 * Changes what is kept about a column: the given fields only. Whether table and column exist is not looked at.
 * @throws RpcError -29031 for an unknown field, -28009 for an unknown database
 */
export async function setColumnMetadata(
  store: Db,
  databaseId: number,
  tableOid: number,
  { attnum, ...settings }: { attnum: number } & Record<string, unknown>,
): Promise<void> {
  const unknown = Object.keys(settings).find((key) => !FIELDS.some((field) => field === key));
  if (unknown !== undefined) {
    throw new RpcError(
      INVALID_FIELD,
      `FieldError: Invalid field name(s) for model ColumnMetaData: '${unknown}'.`,
    );
  }
  if (!(await store.row('SELECT 1 FROM mathesar_database WHERE id = $1', [databaseId]))) {
    throw notFound('Database');
  }
  await store.run(
    `INSERT INTO mathesar_columnmetadata AS m (database_id, table_oid, attnum, settings) VALUES ($1, $2, $3, $4)
     ON CONFLICT (database_id, table_oid, attnum) DO UPDATE SET settings = m.settings || excluded.settings`,
    [databaseId, tableOid, attnum, JSON.stringify(settings)],
  );
}
