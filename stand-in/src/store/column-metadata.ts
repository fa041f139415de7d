import type { Db } from '../db';
import { RpcError, notFound } from '../errors';

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
