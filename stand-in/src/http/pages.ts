import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Install } from '../install';
import { Pages } from '../ui/bundle';
import type { Env } from './app';
import { type Place, commonData, publicData } from './common-data';
import { csrfToken, toLogin } from './middleware';
import { application as applicationShell, shell } from './shell';

const FIXED = /^\/$|^\/profile\/$|^\/administration\/((users\/((new|\d+)\/)?|update\/|settings\/))?$/;
const DATABASE = /^\/db\/(\d+)\//;
const SCHEMA = /^\/db\/(\d+)\/schemas\/(\d+)\//;
const OTHER_ADDRESS = /^\/(api\/(rpc|export|db)\/v0(\/\w+)*|bulk_insert|files(\/\w+)*)\/$/;
const SHARED_FORM = /^\/shares\/forms\/[0-9a-zA-Z-]+/;

/** The place that an address names; undefined for an address that is no page. */
function placeOf(path: string): Place | undefined {
  const schema = SCHEMA.exec(path);
  if (schema) return { databaseId: Number(schema[1]), schemaOid: Number(schema[2]) };
  const database = DATABASE.exec(path);
  if (database) return { databaseId: Number(database[1]) };
  return FIXED.test(path) ? {} : undefined;
}

function application(
  c: Context<Env>,
  { pageScript }: Install,
  pages: Pages,
  data: unknown,
  status: ContentfulStatusCode = 200,
) {
  return c.html(applicationShell(pages.version, data, pageScript), status);
}

const KEPT = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/**
 * The pages. As recorded, the server answers 200 with the same shell for every address that is a page, whoever may
 * use it: the shell's data tell what the user may see. What is no page is 404, and 500 without a login; what only lacks
 * its last slash leads to the page.
 */
export function pageRoutes(install: Install): Hono<Env> {
  const app = new Hono<Env>();
  const pages = new Pages();
  app.get('/static/app.js', async (c) => {
    return c.body((await pages.bundle()).script, 200, {
      ...KEPT,
      'Content-Type': 'text/javascript; charset=utf-8',
    });
  });
  app.get('/static/app.css', async (c) => {
    return c.body((await pages.bundle()).style, 200, { ...KEPT, 'Content-Type': 'text/css; charset=utf-8' });
  });
  app.get('/info/analytics_sample_report/', (c) => c.html(shell('Usage data', html`<h1>Usage data</h1>`)));
  app.get('*', async (c, next) => {
    if (!SHARED_FORM.test(c.req.path)) return next();
    csrfToken(c);
    return application(c, install, pages, {
      ...publicData(install, c.get('caller').user),
      routing_context: 'anonymous',
    });
  });
  app.on(['GET', 'OPTIONS'], '*', async (c, next) => {
    const place = placeOf(c.req.path);
    return place ? page(install, pages, c, place) : next();
  });
  app.all('*', async (c) => {
    if (!c.get('caller').user) return c.html(shell('Server Error', html`<h1>Server Error (500)</h1>`), 500);
    const { pathname, search } = new URL(c.req.url);
    const full = `${pathname}/`;
    if (OTHER_ADDRESS.test(full) || (c.req.method === 'GET' && placeOf(full)))
      return c.redirect(`${full}${search}`, 301);
    return page(install, pages, c, {}, 404);
  });
  return app;
}

async function page(
  install: Install,
  pages: Pages,
  c: Context<Env>,
  place: Place,
  status: ContentfulStatusCode = 200,
) {
  const { user, session } = c.get('caller');
  if (!user) return toLogin(c);
  return application(c, install, pages, await commonData(install, { user, session }, place), status);
}
