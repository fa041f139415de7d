import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { type Call, connectAs } from '../../call';
import type { Db, Dsn } from '../../db';
import { noConnection } from '../../errors';
import type { Env } from '../../http/app';
import { SESSION_COOKIE } from '../../http/middleware';
import type { Install } from '../../install';
import type { Caller } from '../../rpc';
import type { ConfiguredRoleRow, DatabaseRow } from '../../store/schema';
import { type Fault, type Wrapper, guarded, onRefusal, reads, spared, wrap } from '../fault';

/** How long something is remembered, in seconds. */
interface Duration {
  detail: string;
  what: string;
  seconds: number;
}

const DURATIONS: readonly Duration[] = [
  { detail: '2s', what: 'for two seconds', seconds: 2 },
  { detail: '60s', what: 'for a minute', seconds: 60 },
  { detail: 'ever', what: 'until the install is started again', seconds: Infinity },
];

/** Remembers what was found first, and forgets it after some time. */
class Cache<T> {
  private readonly known = new Map<string, { value: T; until: number }>();

  constructor(private readonly seconds: number) {}

  get(key: string): T | undefined {
    const found = this.known.get(key);
    return found && found.until > Date.now() ? found.value : undefined;
  }

  /** Keeps what is known, while it is fresh. */
  keep(key: string, value: T): void {
    if (this.get(key) === undefined) this.known.set(key, { value, until: Date.now() + this.seconds * 1000 });
  }
}

interface Right {
  detail: string;
  what: string;
  /** Makes an install remember the right. */
  remember: (install: Install, seconds: number) => void;
}

/** Answers a request as its session's caller was. */
const rememberCaller =
  (stale: (c: Context<Env>, known: Caller) => Promise<Caller | undefined>): Right['remember'] =>
  (install, seconds) => {
    const cache = new Cache<Caller>(seconds);
    install.beforeRoutes = async (c, next) => {
      const key = getCookie(c, SESSION_COOKIE) ?? '';
      const known = cache.get(key);
      const { user, session } = c.get('caller');
      if (user && user.username !== 'admin') cache.keep(key, { user, session });
      const old = known && (await stale(c, known));
      if (old) c.set('caller', old);
      await next();
    };
  };

/** A session that is no more, for the reason that a query of its key and its user's id finds. */
const rememberSession =
  (gone: string): Right['remember'] =>
  (install, seconds) =>
    rememberCaller(async (c, known) => {
      if (c.get('caller').user || !known.user) return undefined;
      const why = await install.store.row(gone, [getCookie(c, SESSION_COOKIE), known.user.id]);
      return why && known;
    })(install, seconds);

const SESSION = 'EXISTS (SELECT FROM django_session WHERE session_key = $1)';
const USER = 'EXISTS (SELECT FROM mathesar_user WHERE id = $2)';

/** Where a collaborator was let in. */
async function placeOf(call: Call, databaseId: unknown): Promise<Dsn | undefined> {
  const row = await call.store.row<ConfiguredRoleRow>(
    `SELECT r.* FROM mathesar_userdatabaserolemap m JOIN mathesar_configuredrole r ON r.id = m.configured_role_id
     WHERE m.user_id = $1 AND m.database_id = $2`,
    [call.user?.id, databaseId],
  );
  return row && call.dsnAs(row, await call.database(databaseId as number));
}

/** The same call, with work in databases on a remembered way in. */
const through = (call: Call, dsn: Dsn): Call =>
  Object.create(call, {
    inDatabase: {
      value: async <T>(id: number, work: (db: Db, database: DatabaseRow) => Promise<T>, options = {}) => {
        const database = await call.database(id);
        return connectAs(dsn, (db) => work(db, database), options);
      },
    },
  }) as Call;

/** @param always also where another way in is known by now */
const rememberPlace =
  (always: boolean): Right['remember'] =>
  (install, seconds) => {
    const cache = new Cache<Dsn>(seconds);
    const wrapper: Wrapper = (method) => ({
      ...method,
      collaborator: false,
      run: async (call, params) => {
        if (spared(call)) return method.run(call, params);
        const { database_id: id } = params as { database_id?: number };
        const key = `${String(call.user?.id)} ${String(id)}`;
        const now = await placeOf(call, id);
        const known = cache.get(key);
        if (now) cache.keep(key, now);
        if (known && (always || !now)) return method.run(through(call, known), params);
        if (!now && method.collaborator && !call.user?.is_superuser) throw noConnection();
        return method.run(call, params);
      },
    });
    for (const [name, { collaborator }] of guarded(install)) if (collaborator) wrap(install, name, wrapper);
  };

const rememberPublication: Right['remember'] = (install, seconds) => {
  const cache = new Cache<true>(seconds);
  const publish = `UPDATE mathesar_form SET publish_public = $2 WHERE token::text = $1 AND publish_public <> $2
    RETURNING id`;
  const wrapper: Wrapper = (method) => ({
    ...onRefusal(async (call, params, error) => {
      const { form_token: token } = params as { form_token: string };
      if (!cache.get(token) || !(await call.store.row(publish, [token, true]))) throw error;
      try {
        return await method.run(call, params);
      } finally {
        await call.store.run(publish, [token, false]);
      }
    })({
      ...method,
      run: async (call, params) => {
        const answer = await method.run(call, params);
        const { form_token: token } = params as { form_token: string };
        if (
          await call.store.row('SELECT 1 FROM mathesar_form WHERE token::text = $1 AND publish_public', [
            token,
          ])
        )
          cache.keep(token, true);
        return answer;
      },
    }),
  });
  for (const [name] of guarded(install))
    if (/^forms\.(get|get_source_info|list_related_records|submit)$/.test(name)) wrap(install, name, wrapper);
};

const RIGHTS: readonly Right[] = [
  {
    detail: 'admin',
    what: 'who was an administrator stays one',
    remember: rememberCaller((c, known) => {
      const { user, session } = c.get('caller');
      const demoted = user && known.user?.is_superuser === true && !user.is_superuser;
      return Promise.resolve(demoted ? { user: { ...user, is_superuser: true }, session } : undefined);
    }),
  },
  {
    detail: 'standard',
    what: 'who was no administrator becomes none',
    remember: rememberCaller((c, known) => {
      const { user, session } = c.get('caller');
      const raised = user?.is_superuser === true && known.user?.is_superuser === false;
      return Promise.resolve(raised ? { user: { ...user, is_superuser: false }, session } : undefined);
    }),
  },
  { detail: 'collaborator', what: 'who was a collaborator stays one', remember: rememberPlace(false) },
  { detail: 'role', what: 'a collaborator keeps the stored role', remember: rememberPlace(true) },
  {
    detail: 'logout',
    what: 'a session goes on after its end',
    remember: rememberSession(`SELECT 1 WHERE NOT ${SESSION} AND ${USER}`),
  },
  {
    detail: 'password',
    what: 'a session goes on after the password was changed',
    remember: rememberSession(`SELECT 1 WHERE ${SESSION} AND ${USER}`),
  },
  {
    detail: 'deletion',
    what: 'a session goes on after its account was deleted',
    remember: rememberSession(`SELECT 1 WHERE NOT ${USER}`),
  },
  { detail: 'publication', what: 'a form that was public stays so', remember: rememberPublication },
];

/**
 * Reads that depend on the privileges of the caller's role: of rows, and of what the role may do. All others are answered
 * alike to everyone who gets into the database.
 */
const OF_DATA =
  /^(records\.|explorations\.run$|tables\.get_import_preview$|(tables|schemas)\.(list|get)(_with_metadata)?$)/;

const rememberAnswers =
  (seconds: number): Wrapper =>
  (method) => {
    const cache = new Cache<{ answer: unknown }>(seconds);
    return {
      ...method,
      run: async (call, params) => {
        if (spared(call)) return method.run(call, params);
        const key = `${String(call.user?.id)} ${JSON.stringify(params)}`;
        const known = cache.get(key);
        if (known) return known.answer;
        const answer = await method.run(call, params);
        cache.keep(key, { answer });
        return answer;
      },
    };
  };

/** Rights that are remembered after they were taken away, or before they were given. */
export const staleFaults = (install: Install): Fault[] => [
  ...RIGHTS.flatMap(({ detail, what, remember }) =>
    DURATIONS.map((duration): Fault => ({
      name: `stale:${detail}:${duration.detail}`,
      what: `${what} ${duration.what}`,
      kind: 'stale',
      apply: (broken) => remember(broken, duration.seconds),
    })),
  ),
  ...guarded(install)
    .filter(([name, { collaborator }]) => collaborator && reads(name) && OF_DATA.test(name))
    .flatMap(([name]) =>
      DURATIONS.map(({ detail, what, seconds }): Fault => ({
        name: `stale:${name}:${detail}`,
        what: `an answer is kept ${what}`,
        kind: 'stale',
        method: name,
        apply: (broken) => wrap(broken, name, rememberAnswers(seconds)),
      })),
    ),
];
