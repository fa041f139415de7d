import type { MiddlewareHandler } from 'hono';
import type { Env } from './app';

const NOTICE =
  '<p class="demo-notice" role="note">Demo: everybody has a database of their own here, and it may be removed any day.</p>';

/** Says on every page, in its title and above all that is on it, that the install is a demo. */
export function demoNotice(): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next();
    if (!c.res.headers.get('content-type')?.startsWith('text/html')) return;
    const page = await c.res.text();
    const { status, headers } = c.res;
    const body = page.replace('</title>', ' | Demo</title>').replace('<body>', `<body>${NOTICE}`);
    c.res = new Response(body, { status, headers });
  };
}
