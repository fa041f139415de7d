import { COLUMNS, type World, type WorldTable } from './world';

/** Attribute numbers of the loans' columns. */
const LOANS = { what: 2, secret: 3 } as const;

/**
 * A table that editor and viewer may read; its one row refers to a row of the secrets table, which they may
 * not read.
 *
 * @param template summarizes its rows by the row that they refer to, not by their own text
 */
export function loans(world: World, { template }: { template: boolean }): Promise<WorldTable> {
  return world.once(`loans ${String(template)}`, async () => {
    const { setupAdmin, databaseId: database_id, schema, tables } = world;
    const name = template ? 'told_loans' : 'loans';
    const { oid: table_oid } = await setupAdmin.rpc('tables.add', {
      database_id,
      schema_oid: schema.oid,
      table_name: name,
      column_data_list: [
        { name: 'what', type: { name: 'text' } },
        { name: 'secret_id', type: { name: 'integer' } },
      ],
      constraint_data_list: [
        {
          type: 'f',
          columns: ['secret_id'],
          name: `${name}_secret_fkey`,
          fkey_relation_id: tables.secrets.oid,
          fkey_columns: [COLUMNS.secrets.id],
        },
      ],
    });
    await setupAdmin.rpc('records.add', {
      database_id,
      table_oid,
      record_def: { [LOANS.what]: world.faker.lorem.word(), [LOANS.secret]: 1 },
    });
    await setupAdmin.rpc('tables.privileges.replace_for_roles', {
      database_id,
      table_oid,
      privileges: ['editor', 'viewer'].map((role) => ({
        role_oid: world.postgresRole(role).oid,
        direct: ['SELECT'] as const,
      })),
    });
    if (template) {
      await setupAdmin.rpc('tables.metadata.set', {
        database_id,
        table_oid,
        metadata: { record_summary_template: [[LOANS.secret, COLUMNS.secrets.note]] },
      });
    }
    return { oid: table_oid, name };
  });
}
