import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { Call } from '../call';
import type { Install } from '../install';
import { type DataFileRow, addDataFile, findOwnDataFile } from '../store/data-files';
import type { UserRow } from '../store/schema';
import type { Env } from './app';
import { requireCsrf, requireLogin } from './middleware';

const LIST = '/api/db/v0/data_files/';

const answerOf = (c: Context<Env>, file: DataFileRow) => ({
  id: file.id,
  file: new URL(`/media/${file.file}`, c.req.url).href,
  user: file.user_id,
  header: file.header,
  delimiter: file.delimiter,
  escapechar: file.escapechar,
  quotechar: file.quotechar,
  created_from: file.created_from,
  max_level: file.max_level,
  sheet_index: 0,
});

/** Fields of a request, whether it came as JSON or as a form. */
const Fields = z.looseObject({
  file: z.instanceof(File).optional(),
  paste: z.string().optional(),
  header: z.union([z.boolean(), z.string().transform((text) => !/^(false|0|)$/i.test(text))]).optional(),
});

async function fieldsOf(c: Context<Env>): Promise<z.output<typeof Fields>> {
  const isForm = c.req.header('content-type')?.startsWith('multipart/form-data') ?? false;
  const given: unknown = isForm ? await c.req.parseBody() : await c.req.json().catch(() => ({}));
  const parsed = Fields.safeParse(given);
  return parsed.success ? parsed.data : {};
}

/** Files uploaded to be imported: everybody has their own, and an administrator's list shows those of all. */
export function dataFileRoutes(install: Install): Hono<Env> {
  const app = new Hono<Env>();
  const { store } = install;
  const userOf = (c: Context<Env>): UserRow =>
    new Call(install, 'data_files', c.get('caller').user, undefined).requireUser();

  app.use(`${LIST}*`, async (c, next) => (c.req.method === 'HEAD' ? c.body(null, 405) : next()));

  app.get(LIST, requireLogin(), async (c) => {
    const { id, is_superuser } = userOf(c);
    const files = await store.rows<DataFileRow>(
      'SELECT * FROM mathesar_datafile WHERE user_id = $1 OR $2 ORDER BY id',
      [id, is_superuser],
    );
    return c.json({ count: files.length, results: files.map((file) => answerOf(c, file)) });
  });

  app.post(LIST, requireCsrf(), requireLogin(), async (c) => {
    const { file, paste, header } = await fieldsOf(c);
    if ((file === undefined) === (paste === undefined)) {
      return c.json({ errors: { __all__: ['Exactly one of file and paste should be specified.'] } }, 400);
    }
    const source = file
      ? ({ created_from: 'file', name: file.name, content: await file.text() } as const)
      : ({ created_from: 'paste', name: String(Date.now()), content: paste ?? '' } as const);
    return c.json(
      answerOf(c, await addDataFile(store, userOf(c), { ...source, header: header ?? true })),
      201,
    );
  });

  const ONE = `${LIST}:id{[0-9]+}/` as const;
  const missing = { errors: 'No DataFile matches the given query.' };

  app.get(ONE, requireLogin(), async (c) => {
    const file = await findOwnDataFile(store, userOf(c).id, Number(c.req.param('id')));
    return file ? c.json(answerOf(c, file)) : c.json(missing, 404);
  });

  app.patch(ONE, requireCsrf(), requireLogin(), async (c) => {
    const file = await findOwnDataFile(store, userOf(c).id, Number(c.req.param('id')));
    if (!file) return c.json(missing, 404);
    const { header } = await fieldsOf(c);
    if (header === undefined) return c.json({ errors: 'Only the header can be changed.' }, 405);
    await store.run('UPDATE mathesar_datafile SET header = $2 WHERE id = $1', [file.id, header]);
    return c.json(answerOf(c, { ...file, header }));
  });

  app.all(LIST, (c) => c.body(null, 405));
  app.all(ONE, (c) => c.body(null, 405));
  return app;
}
