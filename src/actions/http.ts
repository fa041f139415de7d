import { z } from 'zod';
import type { HttpRequest } from '../target/client';
import { CSV, dataFile, dataFileOfAnother, type DataFile } from '../world/data-file';
import { throwAwayAccount } from '../world/throw-away-account';
import { COLUMNS } from '../world/world';
import { action, databaseArg, type Action, type AttemptContext } from './action';
import { tableArg, tableTarget, type TableArgs } from './targets';

const DATA_FILES = '/api/db/v0/data_files/';
const TABLE_EXPORT = '/api/export/v0/tables/';

/** Whether the request carries the CSRF token, which only the install's own pages know. */
const csrfArg = { csrf: z.boolean().default(true) };
const withCsrf = (request: HttpRequest, csrf: boolean): HttpRequest =>
  csrf ? request : { ...request, withoutCsrf: true };

const canaryOf = ({ world }: AttemptContext, { table }: TableArgs) =>
  table === 'secrets' ? world.secretCanary : world.canary;

const TEXT = { books: COLUMNS.books.title, authors: COLUMNS.authors.name, secrets: COLUMNS.secrets.note };

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

/** How the verbs outside JSON-RPC are tried, explorations' export apart. */
export const HTTP_ACTIONS: Action[] = [
  action(
    'export.table',
    { ...databaseArg, ...tableArg },
    (context, args) => {
      const { database_id, table_oid } = tableTarget(context, args);
      const query = new URLSearchParams({ database_id: String(database_id), table_oid: String(table_oid) });
      return {
        request: { http: { method: 'GET', path: `${TABLE_EXPORT}?${query.toString()}` } },
        canary: canaryOf(context, args),
      };
    },
    [`GET ${TABLE_EXPORT}`],
  ),

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
        changes: 'data files',
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
        changes: 'data files',
        as: client,
      };
    },
    [`POST ${DATA_FILES}`],
  ),

  action(
    'bulk_insert',
    { ...databaseArg, ...tableArg, ...csrfArg },
    async (context, { csrf, ...args }) => {
      const { database_id, table_oid } = tableTarget(context, args);
      const { client } = await throwAwayAccount(context.world, context.role);
      const table = args.table === 'missing' ? 'books' : args.table;
      const mappings = [
        { csv_column: { index: 0, name: 'title' }, table_column: TEXT[table] },
        {
          csv_column: { index: 1, name: 'pages' },
          table_column: table === 'books' ? COLUMNS.books.pages : null,
        },
      ];
      const form = {
        file: { filename: 'books.csv', content: CSV },
        database_id: String(database_id),
        target_table_oid: String(table_oid),
        mappings: JSON.stringify(mappings),
        header: 'true',
      };
      return {
        request: { http: withCsrf({ method: 'POST', path: '/bulk_insert/', form }, csrf) },
        changes: `rows:${table}`,
        // The upload stays behind when the insert is refused; it is the caller's own, and open to nobody else.
        tolerated: ['data files'],
        as: client,
      };
    },
    ['POST /bulk_insert/'],
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
