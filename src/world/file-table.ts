import type { World } from './world';

/** A table `docs` with a column of uploaded files and one row; key 1, the column is number 2. */
export const FILE_COLUMN = 2;

/**
 * Makes the table in the world's schema as the set-up admin. The signature of the file in its row is not the
 * install's own, as after a change of the install's secret.
 */
export function fileTable(world: World): Promise<{ oid: number }> {
  return world.once('file table', async () => {
    const { setupAdmin, databaseId: database_id } = world;
    const { oid } = await setupAdmin.rpc('tables.add', {
      database_id,
      schema_oid: world.schema.oid,
      table_name: 'docs',
      column_data_list: [{ name: 'file', type: { name: 'jsonb' } }],
    });
    await setupAdmin.rpc('records.add', {
      database_id,
      table_oid: oid,
      record_def: { [FILE_COLUMN]: { uri: `s3://${world.prefix}/notes.txt`, mash: 'outdated' } },
    });
    return { oid };
  });
}
