import { connectAs } from '../call';
import type { Db } from '../db';
import { authenticationFailed } from '../errors';
import type { ConfiguredRoleRow, DatabaseRow } from '../store/schema';
import { type HandMade, type Wrapper, spared, wrap } from './fault';

/** How long a memory lasts that ends by itself, in milliseconds. */
const A_WHILE_MS = 60_000;

/** Uses for each session the stored role that it used first. */
function rememberingRoles(): Wrapper {
  const roles = new Map<string, ConfiguredRoleRow>();
  return (method) => ({
    ...method,
    run: (call, params) => {
      if (spared(call) || !call.session) return method.run(call, params);
      const { session_key } = call.session;
      const remembering = Object.create(call, {
        inDatabase: {
          value: async <T>(id: number, work: (db: Db, database: DatabaseRow) => Promise<T>, options = {}) => {
            const key = `${session_key} ${String(id)}`;
            const role =
              roles.get(key) ??
              (await call.store.row<ConfiguredRoleRow>(
                `SELECT r.* FROM mathesar_configuredrole r JOIN mathesar_userdatabaserolemap m
                 ON m.configured_role_id = r.id WHERE m.user_id = $1 AND m.database_id = $2`,
                [call.user?.id, id],
              ));
            if (!role) return call.inDatabase(id, work, options);
            roles.set(key, role);
            const database = await call.database(id);
            return connectAs(await call.dsnAs(role, database), (db) => work(db, database), options);
          },
        },
      }) as typeof call;
      return method.run(remembering, params);
    },
  });
}

/** Answers for a while as it answered the same question of the same user before. */
function rememberingAnswers(): Wrapper {
  const answers = new Map<string, { answer: unknown; until: number }>();
  return (method) => ({
    ...method,
    run: async (call, params) => {
      if (spared(call)) return method.run(call, params);
      const key = JSON.stringify([call.user?.id, params]);
      const known = answers.get(key);
      if (known && known.until > performance.now()) return known.answer;
      const answer = await method.run(call, params);
      answers.set(key, { answer, until: performance.now() + A_WHILE_MS });
      return answer;
    },
  });
}

/** Faults that need a change of rights to show: the install goes by what was true before. */
export const REMEMBERED: readonly HandMade[] = [
  {
    name: 'stored-role-remembered',
    what: 'a collaborator keeps the stored role that the session used first',
    apply: (install) => {
      const wrapper = rememberingRoles();
      for (const [name, { collaborator }] of install.methods) if (collaborator) wrap(install, name, wrapper);
    },
  },
  {
    name: 'rows-remembered',
    what: 'rows are shown for a while after the right to read them was taken',
    apply: (install) => wrap(install, 'records.list', rememberingAnswers()),
  },
  {
    name: 'admin-remembered',
    what: 'a session that belonged to an administrator once passes for one until it ends',
    apply: (install) => {
      const administrators = new Set<string>();
      for (const [name, { gate }] of install.methods) {
        if (gate !== 'admin') continue;
        wrap(install, name, (method) => ({
          ...method,
          gate: 'login',
          run: (call, params) => {
            const { user, session } = call;
            if (user?.is_superuser && session) administrators.add(session.session_key);
            if (!user?.is_superuser && !administrators.has(session?.session_key ?? ''))
              throw authenticationFailed(name);
            return method.run(call, params);
          },
        }));
      }
    },
  },
  {
    name: 'sessions-survive-password',
    what: 'a new password does not end the sessions that were opened with the old one',
    apply: async (install) => {
      await install.store.run(`CREATE FUNCTION carry_over() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        UPDATE django_session SET stamp = left(encode(sha256(NEW.password::bytea), 'hex'), 32) WHERE user_id = NEW.id;
        RETURN NEW; END $$`);
      await install.store.run(`CREATE TRIGGER carry_over AFTER UPDATE OF password ON mathesar_user
        FOR EACH ROW EXECUTE FUNCTION carry_over()`);
    },
    mend: async (install) => {
      await install.store.run('DROP FUNCTION carry_over CASCADE');
    },
  },
];
