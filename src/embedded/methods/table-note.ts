import type { Call } from '../call';

/**
 * Finds or makes the metadata row of a table. As recorded, reading it makes one that says nothing, before anything is
 * refused.
 *
 * @returns the number of the column that tracks who edits a row, if the table has one
 * @throws RpcError -28009 for an unknown database
 */
export async function noteTable(
  call: Call,
  databaseId: number,
  tableOid: number,
): Promise<{ trackedBy: number | null }> {
  await call.database(databaseId);
  await call.store.run(
    'INSERT INTO mathesar_tablemetadata (database_id, table_oid) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [databaseId, tableOid],
  );
  const trackedBy = await call.store.value<number>(
    'SELECT user_tracking_attnum FROM mathesar_tablemetadata WHERE database_id = $1 AND table_oid = $2',
    [databaseId, tableOid],
  );
  return { trackedBy };
}
