import { Hono } from 'hono';
import type { Install } from '../install';
import type { Caller } from '../rpc';
import { authRoutes } from './auth';
import { rpcRoutes } from './rpc-endpoint';
import { identify, requirePasswordChange } from './middleware';
import { dataFileRoutes } from './data-files';
import { exportRoutes } from './exports';
import { demoNotice } from './demo-notice';
import { bulkInsertRoutes } from './bulk-insert';
import { fileRoutes } from './files';
import { pageRoutes } from './pages';

/** What a request carries once {@link identify} ran. */
export interface Env {
  Variables: { caller: Caller };
}

/** The whole HTTP surface of an install. Order matters: identity, forced password change, then the routes. */
export function createApp(install: Install): Hono<Env> {
  const app = new Hono<Env>();
  if (install.options.publicDemo) app.use(demoNotice());
  app.use(identify(install));
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
