import { Hono, type MiddlewareHandler } from 'hono';
import type { Install } from '../install';
import type { Env } from './app';
import { requireCsrf } from './middleware';

/** Unlike other addresses, those of files answer 401 instead of leading to the login. */
const unauthorized = (asJson: boolean): MiddlewareHandler<Env> => {
  return async (c, next) => {
    if (c.get('caller').user) return next();
    return asJson ? c.json({ detail: 'Unauthorized' }, 401) : c.html('Unauthorized', 401);
  };
};

/**
 * Files kept beside the database. The embedded install has no place configured for them, as a fresh real one: nothing
 * is found, and an upload fails.
 */
export function fileRoutes(_install: Install): Hono<Env> {
  const app = new Hono<Env>();
  for (const kind of ['', 'download/', 'thumbnail/']) {
    app.get(`/files/:mash/${kind}`, unauthorized(false), (c) => c.html('Not Found', 404));
  }
  app.post('/files/', requireCsrf(), unauthorized(true), (c) => c.html('Server Error (500)', 500));
  return app;
}
