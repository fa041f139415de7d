import type pg from 'pg';

/** What all runs on an install share and their attempts change, as texts of rows. */
export interface SharedState {
  installation: string;
  reports: string;
  servers: string;
}

const LOOK = `SELECT
  (SELECT coalesce(jsonb_agg(i), '[]')::text FROM mathesar_installationid i) AS installation,
  (SELECT coalesce(jsonb_agg(r), '[]')::text FROM mathesar_analyticsreport r) AS reports,
  (SELECT coalesce(jsonb_agg(s), '[]')::text FROM mathesar_server s) AS servers`;

const found = (table: string) => `jsonb_populate_recordset(NULL::${table}, $1)`;

/** Looks at it. @throws the driver's error, as where there is no such table */
export async function lookAtShared(client: pg.Client): Promise<SharedState> {
  const [row] = (await client.query<SharedState>(LOOK)).rows;
  if (!row) throw new Error('the internal database tells nothing');
  return row;
}

/**
 * Puts back the installation id with its reports, and the times of server entries. It is put back by SQL: the API has no
 * way to.
 * @param usageData false where who changed usage data was somebody else
 * @throws the driver's error
 */
export async function putBackShared(
  client: pg.Client,
  before: SharedState,
  { usageData = true } = {},
): Promise<void> {
  const { installation, servers } = await lookAtShared(client);
  await client.query('BEGIN');
  // Switching usage data off deletes the reports as well.
  if (usageData && installation !== before.installation) {
    await client.query('DELETE FROM mathesar_analyticsreport');
    await client.query('DELETE FROM mathesar_installationid');
    for (const [table, rows] of [
      ['mathesar_installationid', before.installation],
      ['mathesar_analyticsreport', before.reports],
    ] as const)
      await client.query(`INSERT INTO ${table} SELECT * FROM ${found(table)}`, [rows]);
  }
  // Anything else in an entry was changed by somebody else.
  if (servers !== before.servers)
    await client.query(
      `UPDATE mathesar_server s SET updated_at = f.updated_at FROM ${found('mathesar_server')} f
       WHERE s.id = f.id AND to_jsonb(s) - 'updated_at' = to_jsonb(f) - 'updated_at'
       AND s.updated_at <> f.updated_at`,
      [before.servers],
    );
  await client.query('COMMIT');
}
