import pg from 'pg';
import { z } from 'zod';
import type { Db } from '../db';
import { notFound } from '../errors';

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
