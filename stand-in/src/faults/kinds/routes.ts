import type { Context, MiddlewareHandler } from 'hono';
import type { Env } from '../../http/app';
import type { Install } from '../../install';
import type { UserRow } from '../../store/schema';
import type { Fault } from '../fault';

/** The addresses outside the endpoint that read or change something, as the application routes them. */
const ROUTES = [
  'GET /api/db/v0/data_files/',
  'GET /api/db/v0/data_files/<id>/',
  'PATCH /api/db/v0/data_files/<id>/',
  'POST /api/db/v0/data_files/',
  'GET /api/export/v0/explorations/',
  'GET /api/export/v0/tables/',
  'POST /bulk_insert/',
  'POST /api/rpc/v0/',
  'GET /',
] as const;

interface Way {
  detail: string;
  what: string;
  broken: (install: Install) => MiddlewareHandler<Env>;
}

const firstAdmin = (install: Install) =>
  install.store.row<UserRow>(`SELECT * FROM mathesar_user WHERE username = 'admin'`);

/** Serves some requests as the first administrator. */
const asFirstAdmin =
  (asked: (c: Context<Env>) => boolean): Way['broken'] =>
  (install) =>
  async (c, next) => {
    const user = asked(c) ? await firstAdmin(install) : undefined;
    const { session } = c.get('caller');
    if (user) c.set('caller', { user, session: session ?? { session_key: '', user_id: user.id } });
    await next();
  };

const isSpared = (c: Context<Env>) => c.get('caller').user?.username === 'admin';

const WAYS: readonly Way[] = [
  {
    detail: 'anonymous',
    what: 'serves who is not logged in as the first administrator',
    broken: asFirstAdmin((c) => c.get('caller').user === undefined),
  },
  {
    detail: 'stranger',
    what: 'serves every account as the first administrator',
    broken: asFirstAdmin((c) => c.get('caller').user !== undefined && !isSpared(c)),
  },
  {
    detail: 'override',
    what: 'with a method override, serves everybody as the first administrator',
    broken: asFirstAdmin((c) => c.req.header('x-http-method-override') !== undefined),
  },
  {
    detail: 'refuse',
    what: 'refuses administrators',
    broken: () => async (c, next) => {
      if (c.get('caller').user?.is_superuser && !isSpared(c)) return c.html('<h1>Forbidden</h1>', 403);
      return next();
    },
  },
  {
    detail: 'crash',
    what: 'crashes for everybody but the first administrator',
    broken: () => async (c, next) => {
      if (isSpared(c)) return next();
      return c.html('<h1>Server Error (500)</h1>', 500);
    },
  },
  {
    detail: 'no-op',
    what: 'answers OK and does nothing',
    broken: () => async (c, next) => {
      if (isSpared(c) || !c.get('caller').user) return next();
      return c.body('', 200);
    },
  },
];

/** Addresses that serve the wrong person, or nobody. */
export const routeFaults = (): Fault[] =>
  ROUTES.flatMap((route) =>
    WAYS.map(({ detail, what, broken }): Fault => {
      const [method = '', path = ''] = route.split(' ');
      const fits = new RegExp(`^${path.replace('<id>', '\\d+')}$`);
      return {
        name: `route:${route}:${detail}`,
        what,
        kind: 'route',
        method: route,
        apply: (install) => {
          const middleware = broken(install);
          install.beforeRoutes = (c, next) =>
            c.req.method === method && fits.test(c.req.path) ? middleware(c, next) : next();
        },
      };
    }),
  );
