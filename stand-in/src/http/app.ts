import { Hono, type Context } from 'hono';
import type { Install } from '../install';
import { type Caller, answer } from '../rpc';
import { authRoutes } from './auth';
import { identify, requirePasswordChange, setSession } from './middleware';
import { dataFileRoutes } from './data-files';
import { exportRoutes } from './exports';
import { demoNotice } from './shell';
import { bulkInsertRoutes } from './bulk-insert';
import { fileRoutes } from './files';
import { pageRoutes } from './pages';
import { authenticate, openSession } from '../sessions';

/** What a request carries once {@link identify} ran. */
export interface Env {
  Variables: { caller: Caller };
}

/** The whole HTTP surface of an install. Order matters: identity, forced password change, then the routes. */
export function createApp(install: Install): Hono<Env> {
  const app = new Hono<Env>();
  if (install.options.publicDemo) app.use(demoNotice());
  app.use(identify(install));
  app.use((c, next) => install.beforeRoutes(c, next));
  app.use(requirePasswordChange());
  app.route('/', rpcRoutes(install));
  app.route('/', authRoutes(install));
  app.route('/', dataFileRoutes(install));
  app.route('/', exportRoutes(install));
  app.route('/', bulkInsertRoutes(install));
  app.route('/', fileRoutes(install));
  app.route('/', pageRoutes(install));
  return app;
}

const ENDPOINT = '/api/rpc/v0/';
const JSON_TYPE = { 'Content-Type': 'application/json' };
const TAKEN = /^application\/json(-rpc|request)?(;|$)/i;

/**
 * The JSON-RPC endpoint. As recorded: exempt from CSRF, HTTP status 200 for every denial, and open to HTTP Basic,
 * which also opens a session.
 */
export function rpcRoutes(install: Install): Hono<Env> {
  const app = new Hono<Env>();
  app.post(ENDPOINT, async (c) => {
    if (!TAKEN.test(c.req.header('content-type') ?? '')) {
      return c.html('<p>Unable to handle your request, unsupported content type.</p>', 200);
    }
    const reply = await answer(install, await callerOf(install, c), await c.req.text());
    return reply === undefined ? c.body('', 200) : c.body(pythonJson(reply), 200, JSON_TYPE);
  });
  app.options(ENDPOINT, (c) => c.body('', 200, { Allow: 'POST, OPTIONS' }));
  app.all(ENDPOINT, (c) => c.body('', c.req.method === 'HEAD' ? 200 : 405, { Allow: 'POST, OPTIONS' }));
  return app;
}

/** A value as JSON with blanks after commas and colons, as Python writes it. */
const pythonJson = (value: unknown) =>
  JSON.stringify(value, null, 1).replaceAll(/,\n */g, ', ').replaceAll(/\n */g, '');

async function callerOf(install: Install, c: Context<Env>): Promise<Caller> {
  const caller = c.get('caller');
  const header = c.req.header('authorization');
  if (caller.user || !header?.startsWith('Basic ')) return caller;
  const [username, ...rest] = Buffer.from(header.slice('Basic '.length), 'base64').toString().split(':');
  const user = await authenticate(install, username ?? '', rest.join(':'));
  if (!user) return caller;
  const key = await openSession(install, user);
  setSession(c, key);
  return { user, session: { session_key: key, user_id: user.id } };
}
