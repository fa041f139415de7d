import { z } from 'zod';
import { KEYS } from '../target/keys';
import { add, change } from '../target/stated';
import { CSV, dataFile, dataFileOfAnother, type DataFile } from '../world/data-file';
import { throwAwayAccount } from '../world/throw-away-account';
import { action, type Action, type AttemptContext } from './action';
import { csrfArg, withCsrf } from './arguments/csrf';

const DATA_FILES = '/api/db/v0/data_files/';

/** Whose uploaded file an attempt is about. */
const fileArg = { file: z.enum(['own', 'of somebody else']).default('own') };

/**
 * The file, and who sends the attempt: the account that uploaded it, for one's own. Anonymous has none; an admin's
 * stands in for it.
 */
async function fileOf(
  { world, role }: AttemptContext,
  which: 'own' | 'of somebody else',
): Promise<{ file: DataFile; as?: DataFile['uploader'] }> {
  if (which === 'of somebody else' || role.account === 'none') {
    return { file: await dataFileOfAnother(world, role) };
  }
  const file = await dataFile(world, role);
  return { file, as: file.uploader };
}

/** How the verbs on uploaded files are tried, and those on the files of a file column, which no rule is about yet. */
export const DATA_FILES_ACTIONS: Action[] = [
  action(
    'data_files.list',
    fileArg,
    async (context, { file: which }) => {
      const { file, as } = await fileOf(context, which);
      return {
        request: { http: { method: 'GET', path: DATA_FILES } },
        canary: file.name.replace('.csv', ''),
        ...(as ? { as } : {}),
      };
    },
    [`GET ${DATA_FILES}`],
  ),

  action(
    'data_files.get',
    fileArg,
    async (context, { file: which }) => {
      const { file, as } = await fileOf(context, which);
      return {
        request: { http: { method: 'GET', path: `${DATA_FILES}${String(context.id(file.id))}/` } },
        canary: file.name.replace('.csv', ''),
        ...(as ? { as } : {}),
      };
    },
    [`GET ${DATA_FILES}<id>/`],
  ),

  action(
    'data_files.patch',
    { ...fileArg, ...csrfArg },
    async (context, { file: which, csrf }) => {
      const { file, as } = await fileOf(context, which);
      const path = `${DATA_FILES}${String(context.id(file.id))}/`;
      return {
        request: { http: withCsrf({ method: 'PATCH', path, json: { header: false } }, csrf) },
        changes: [change('data files', KEYS.dataFile(file.id), { header: false })],
        ...(as ? { as } : {}),
      };
    },
    [`PATCH ${DATA_FILES}<id>/`],
  ),

  // By a throw-away account, so that the new file goes with the account.
  action(
    'data_files.add',
    { ...csrfArg, paste: z.boolean().default(false) },
    async ({ world, role }, { csrf, paste }) => {
      const { client } = await throwAwayAccount(world, role);
      const content = paste
        ? { json: { paste: CSV } }
        : { form: { file: { filename: 'books.csv', content: CSV }, header: 'true' } };
      return {
        request: { http: withCsrf({ method: 'POST', path: DATA_FILES, ...content }, csrf) },
        changes: [add('data files', {})],
        as: client,
      };
    },
    [`POST ${DATA_FILES}`],
  ),

  action(
    'files.get',
    { as: z.enum(['page', 'download', 'thumbnail']).default('page') },
    (_context, { as }) => ({
      request: {
        http: { method: 'GET', path: as === 'page' ? '/files/0000abcd/' : `/files/0000abcd/${as}/` },
      },
    }),
    ['GET /files/<mash>/', 'GET /files/<mash>/download/', 'GET /files/<mash>/thumbnail/'],
  ),

  action(
    'files.add',
    csrfArg,
    ({ world }, { csrf }) => {
      const form = { file: { filename: `${world.name('upload')}.txt`, content: 'text' } };
      return { request: { http: withCsrf({ method: 'POST', path: '/files/', form }, csrf) } };
    },
    ['POST /files/'],
  ),
];
