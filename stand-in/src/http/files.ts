import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { allowDownload, linkDetails, fileMash } from '../download-links';
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
 * Files kept beside the database, where the install has a place for them; without one, as a fresh real install has
 * none, nothing is found, and an upload fails. A download asks for nothing but a link of the same session.
 */
export function fileRoutes(install: Install): Hono<Env> {
  const app = new Hono<Env>();
  for (const kind of ['', 'download/']) {
    app.get(`/files/:mash/${kind}`, unauthorized(false), (c) => download(install, c, c.req.param('mash')));
  }
  app.get('/files/:mash/thumbnail/', unauthorized(false), (c) => c.html('Not Found', 404));
  app.post('/files/', requireCsrf(), unauthorized(true), (c) => upload(install, c));
  return app;
}

async function download(install: Install, c: Context<Env>, mash: string) {
  const content = await install.store.value<string>(
    `SELECT f.content FROM mathesar_downloadlink l JOIN mathesar_storedfile f USING (uri)
     WHERE l.mash = $1 AND l.session_key = $2`,
    [mash, c.get('caller').session?.session_key],
  );
  return content === null ? c.html('Not Found', 404) : c.body(content, 200, { 'Content-Type': 'text/plain' });
}

async function upload(install: Install, c: Context<Env>) {
  const { user, session } = c.get('caller');
  const { file } = await c.req.parseBody();
  if (!install.options.files || !(file instanceof File) || !user || !session) {
    return c.html('Server Error (500)', 500);
  }
  const uri = `file:///files/${user.username}/${String(Date.now())}/${file.name}`;
  const reference = { uri, mash: fileMash(uri) };
  await install.store.run('INSERT INTO mathesar_storedfile (uri, content) VALUES ($1, $2)', [
    uri,
    await file.text(),
  ]);
  await allowDownload(install.store, session.session_key, reference);
  return c.json({ result: JSON.stringify(reference), download_link: linkDetails(reference) });
}
