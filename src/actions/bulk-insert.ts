import { CSV } from '../world/data-file';
import { throwAwayAccount } from '../world/throw-away-account';
import { COLUMNS } from '../world/world';
import { action, databaseArg, type Action } from './action';
import { csrfArg, withCsrf } from './arguments/csrf';
import { tableArg, tableTarget } from './arguments/table';

const TEXT = { books: COLUMNS.books.title, authors: COLUMNS.authors.name, secrets: COLUMNS.secrets.note };

/** How the bulk insert of a file's rows is tried. */
export const BULK_INSERT_ACTIONS: Action[] = [
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
];
