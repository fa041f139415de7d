import { type Call, connectAs } from '../call';
import { type HandMade, type TableParams, andThen, onRefusal, wrap } from './fault';

/** A statement about a table, with `%s` in place of its name, as the role that owns the install; on tables with the column that it needs. */
const aboutTable =
  (sql: string, values: (params: unknown) => unknown[] = () => [], column = 'id') =>
  async (call: Call, params: unknown): Promise<void> => {
    const { database_id, table_oid } = params as TableParams;
    const { name } = await call.database(database_id);
    await connectAs(call.install.dsn(name), async (db) => {
      const table = await db.value<string>('SELECT $1::oid::regclass::text', [table_oid]);
      const has = 'SELECT 1 FROM pg_attribute WHERE attrelid = $1 AND attname = $2';
      if (await db.row(has, [table_oid, column]))
        await db.run(sql.replaceAll('%s', table ?? ''), values(params));
    });
  };

const recordId = (params: unknown) => [(params as { record_id: number }).record_id];

/** Faults by which an allowed call does more than it should, or a refused one does something elsewhere. */
export const SIDE_EFFECTS: readonly HandMade[] = [
  {
    name: 'table-grants-reach-public',
    what: 'whoever grants privileges on a table also grants SELECT to PUBLIC',
    apply: (install) =>
      wrap(
        install,
        'tables.privileges.replace_for_roles',
        andThen(aboutTable('GRANT SELECT ON %s TO PUBLIC')),
      ),
  },
  {
    name: 'new-table-is-public',
    what: 'a new table may be read by PUBLIC',
    apply: (install) =>
      wrap(
        install,
        'tables.add',
        andThen(async (call, params, result) => {
          const { oid } = result as { oid: number };
          await aboutTable('GRANT SELECT ON %s TO PUBLIC')(call, { ...(params as object), table_oid: oid });
        }),
      ),
  },
  {
    name: 'role-is-set-everywhere',
    what: 'another role of a collaborator is set in every database',
    apply: (install) =>
      wrap(
        install,
        'collaborators.set_role',
        andThen((call, params) => {
          const { collaborator_id, configured_role_id } = params as Record<string, number>;
          return call.store.run(
            `UPDATE mathesar_userdatabaserolemap SET configured_role_id = $2 WHERE user_id =
             (SELECT user_id FROM mathesar_userdatabaserolemap WHERE id = $1)`,
            [collaborator_id, configured_role_id],
          );
        }),
      ),
  },
  {
    name: 'deletes-a-second-row',
    what: 'whoever deletes a row deletes the last one too',
    apply: (install) =>
      wrap(
        install,
        'records.delete',
        andThen(aboutTable('DELETE FROM %s WHERE id = (SELECT max(id) FROM %s)')),
      ),
  },
  {
    name: 'patches-another-column',
    what: 'whoever changes a title empties the number of pages',
    apply: (install) =>
      wrap(
        install,
        'records.patch',
        andThen(aboutTable('UPDATE %s SET pages = NULL WHERE id = $1', recordId, 'pages')),
      ),
  },
  {
    name: 'form-writes-another-column',
    what: 'a form fills a column that it does not have',
    apply: (install) =>
      wrap(
        install,
        'forms.submit',
        andThen(async (call, params) => {
          const { form_token } = params as { form_token: string };
          const form = await call.store.row<{ database_id: number; base_table_oid: number }>(
            'SELECT database_id, base_table_oid FROM mathesar_form WHERE token = $1',
            [form_token],
          );
          if (!form) return;
          const table = { database_id: form.database_id, table_oid: form.base_table_oid };
          await aboutTable('UPDATE %s SET pages = 1 WHERE pages IS NULL', () => [], 'pages')(call, table);
        }),
      ),
  },
  {
    name: 'refused-call-renames-a-bystander',
    what: 'whoever is refused a new row changes an account of somebody',
    apply: (install) =>
      wrap(
        install,
        'records.add',
        onRefusal(async (call, _params, error) => {
          await call.store.run(
            `UPDATE mathesar_user SET full_name = 'Somebody else' WHERE id =
             (SELECT min(id) FROM mathesar_user WHERE username <> 'admin')`,
          );
          throw error;
        }),
      ),
  },
];
