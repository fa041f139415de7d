import { connectAs } from '../call';
import { ident } from '../db';
import { CODES, RpcError } from '../errors';
import type { Install } from '../install';
import { currentDatabaseInfo } from '../methods/databases';
import { READ_FORMS } from './read-forms';
import {
  type HandMade,
  type TableParams,
  andThen,
  crashingOnRefusal,
  doesNothing,
  onRefusal,
  openGate,
  refusing,
  withUnknownParameters,
  withoutCollaboratorCheck,
  wrap,
} from './fault';

const NO_SCHEMAS = { state: 'success', data: [] };

function mendPages(install: Install): Promise<void> {
  install.tellPage = (data) => data;
  return Promise.resolve();
}

/** Faults made by hand, each breaking one thing. */
export const HAND_MADE: readonly HandMade[] = [
  {
    name: 'users-list-open',
    what: 'an administrators’ method is open to every user',
    apply: (install) => wrap(install, 'users.list', openGate),
  },
  {
    name: 'user-add-open',
    what: 'every user may add accounts, administrators included',
    apply: (install) => wrap(install, 'users.add', openGate),
  },
  {
    name: 'collaborator-check-skipped',
    what: 'rows are listed to users who are no collaborators',
    apply: (install) => wrap(install, 'records.list', withoutCollaboratorCheck),
  },
  {
    name: 'select-brings-insert',
    what: 'who is granted SELECT on a table is granted INSERT too',
    apply: (install) =>
      wrap(
        install,
        'tables.privileges.replace_for_roles',
        andThen(async (call, params) => {
          const { database_id, table_oid } = params as TableParams;
          const database = await call.database(database_id);
          await connectAs(install.dsn(database.name), async (db) => {
            const grants = await db.rows<{ relation: string; role: string }>(
              `SELECT c.oid::regclass::text AS relation, r.rolname AS role
               FROM pg_class c, aclexplode(c.relacl) a JOIN pg_roles r ON r.oid = a.grantee
               WHERE c.oid = $1 AND a.privilege_type = 'SELECT'`,
              [table_oid],
            );
            for (const { relation, role } of grants)
              await db.run(`GRANT INSERT ON ${relation} TO ${ident(role)}`);
          });
        }),
      ),
  },
  {
    name: 'exploration-of-any-database',
    what: 'an exploration is found by its id, whatever database it belongs to',
    apply: (install) =>
      wrap(
        install,
        'explorations.get',
        onRefusal(async (call, params) => {
          const { exploration_id } = params as { exploration_id: number };
          const row = await call.store.row('SELECT * FROM mathesar_explorations WHERE id = $1', [
            exploration_id,
          ]);
          if (!row)
            throw new RpcError(CODES.notFound, 'DoesNotExist: Explorations matching query does not exist.');
          return row;
        }),
      ),
  },
  {
    name: 'editor-over-restricted',
    what: 'editors are refused a change that their privileges allow',
    apply: (install) =>
      wrap(
        install,
        'records.patch',
        refusing(({ username }) => username.endsWith('_editor')),
      ),
  },
  {
    name: 'delete-does-nothing',
    what: 'deleting rows answers OK and deletes nothing',
    apply: (install) => wrap(install, 'records.delete', doesNothing),
  },
  {
    name: 'refusal-crashes',
    what: 'a refusal is reported as a syntax error',
    apply: (install) => wrap(install, 'schemas.add', crashingOnRefusal),
  },
  {
    name: 'refusal-is-silent',
    what: 'a refused change of a table answers OK',
    apply: (install) =>
      wrap(
        install,
        'tables.patch',
        onRefusal(() => Promise.resolve(null)),
      ),
  },
  {
    name: 'refusal-tells-data',
    what: 'the message of a refusal holds a row of the table',
    apply: (install) =>
      wrap(
        install,
        'records.list',
        onRefusal(async (call, params, error) => {
          const { database_id, table_oid } = params as TableParams;
          if (!(error instanceof RpcError) && call.user) {
            const database = await call.database(database_id);
            const row = await connectAs(install.dsn(database.name), async (db) => {
              const name = await db.value<string>('SELECT $1::oid::regclass::text', [table_oid]);
              return db.row(`SELECT * FROM ${name ?? ''} LIMIT 1`);
            });
            throw new RpcError(
              -30101,
              `InsufficientPrivilege: permission denied, first row ${JSON.stringify(row)}`,
            );
          }
          throw error;
        }),
      ),
  },
  {
    name: 'existence-told',
    what: 'a form of another database is refused in other words than a missing one',
    apply: (install) =>
      wrap(
        install,
        'forms.delete',
        onRefusal(async (call, params, error) => {
          const { form_id } = params as { form_id: number };
          const exists = await call.store.row('SELECT 1 FROM mathesar_form WHERE id = $1', [form_id]);
          throw exists
            ? new RpcError(CODES.refused, 'AssertionError: the form belongs to another database')
            : error;
        }),
      ),
  },
  {
    name: 'self-promotion',
    what: 'a user who edits the own profile may become an administrator',
    apply: (install) =>
      wrap(
        install,
        'users.patch_self',
        withUnknownParameters(
          andThen(async (call, params) => {
            const { is_superuser } = params as { is_superuser?: boolean };
            if (!is_superuser) return;
            await call.store.run('UPDATE mathesar_user SET is_superuser = true WHERE id = $1', [
              call.requireUser().id,
            ]);
          }),
        ),
      ),
  },
  {
    name: 'schemas-zero',
    what: 'pages of users who are no administrators are told that there are no schemas',
    apply: (install) => {
      install.tellPage = (data, user) => (user.is_superuser ? data : { ...data, schemas: NO_SCHEMAS });
    },
    mend: (install) => mendPages(install),
  },
  {
    name: 'schemas-zero-flash',
    what: 'a database’s page shows no schemas until it has asked for them again',
    apply: (install) => {
      install.tellPage = (data) =>
        data.current_database !== null && data.current_schema === null
          ? { ...data, schemas: NO_SCHEMAS, outdated: ['schemas'] }
          : data;
    },
    mend: (install) => mendPages(install),
  },
  {
    name: 'sessions-survive-logout',
    what: 'logging out does not end the session',
    apply: async (install) => {
      await install.store.run(`CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RETURN NULL; END $$`);
      await install.store.run(`CREATE TRIGGER keep BEFORE DELETE ON django_session
        FOR EACH ROW EXECUTE FUNCTION keep()`);
    },
    mend: async (install) => {
      await install.store.run('DROP FUNCTION keep CASCADE');
    },
  },
  {
    name: 'password-change-not-forced',
    what: 'a password that an administrator chose may be kept',
    apply: async (install) => {
      await install.store.run(`CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.password_change_needed := false; RETURN NEW; END $$`);
      await install.store.run(`CREATE TRIGGER forget BEFORE INSERT OR UPDATE ON mathesar_user
        FOR EACH ROW EXECUTE FUNCTION forget()`);
    },
    mend: async (install) => {
      await install.store.run('DROP FUNCTION forget CASCADE');
    },
  },
  {
    name: 'first-installation-open',
    what: 'whoever opens the page of the first installation becomes an administrator',
    apply: (install) => {
      install.opensFirstInstallation = () => Promise.resolve(true);
    },
    mend: (install) => {
      install.opensFirstInstallation = async () => !(await install.hasAdministrator());
    },
  },
  {
    name: 'withdrawn-link-works',
    what: 'a form that is not public any more takes what is sent by its link',
    apply: (install) =>
      wrap(install, 'forms.submit', (method) =>
        onRefusal(async (call, params, error) => {
          const { form_token } = params as { form_token: string };
          const publish = `UPDATE mathesar_form SET publish_public = $2
            WHERE token = $1 AND publish_public <> $2 RETURNING id`;
          if (!(await call.store.row(publish, [form_token, true]))) throw error;
          try {
            return await method.run(call, params);
          } finally {
            await call.store.run(publish, [form_token, false]);
          }
        })(method),
      ),
  },
  {
    name: 'deserted-database-open',
    what: 'administrators get into a database in which nobody collaborates',
    apply: (install) =>
      wrap(
        install,
        'databases.get',
        onRefusal(async (call, params, error) => {
          const { database_id } = params as { database_id: number };
          const left = await call.store.row(
            'SELECT 1 FROM mathesar_userdatabaserolemap WHERE database_id = $1',
            [database_id],
          );
          if (left || !call.user?.is_superuser) throw error;
          const { name } = await call.database(database_id);
          return connectAs(install.dsn(name), currentDatabaseInfo);
        }),
      ),
  },
  {
    name: 'schemas-of-another-page',
    what: 'a page without a database is told the schemas that the page before it was told',
    apply: (install) => {
      let last: unknown = NO_SCHEMAS;
      install.tellPage = (data) => {
        if (data.current_database === null) return { ...data, schemas: last };
        last = data.schemas;
        return data;
      };
    },
    mend: (install) => mendPages(install),
  },
  ...READ_FORMS,
];
