import { CSV } from '../world/data-file';
import { add } from '../target/stated';
import { throwAwayAccount } from '../world/throw-away-account';
import { COLUMNS, type TableName, type World } from '../world/world';
import { action, databaseArg, type Action } from './action';
import { csrfArg, withCsrf } from './arguments/csrf';
import { rowAdded, TEXT_COLUMN } from '../world/effects';
import { tableArg, tableTarget } from './arguments/table';

/** The rows of {@link CSV}. */
const added = (world: World, table: TableName) =>
  [1, 2].map((row) =>
    rowAdded(world, table, {
      [TEXT_COLUMN[table]]: `Uploaded ${String(row)}`,
      ...(table === 'books' && { [COLUMNS.books.pages]: row * 10 }),
    }),
  );

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
        { csv_column: { index: 0, name: 'title' }, table_column: TEXT_COLUMN[table] },
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
        changes: [...added(context.world, table), add('data files', {})],
        // The upload stays behind when the insert is refused; it is the caller's own, and open to nobody else.
        tolerated: ['data files'],
        as: client,
      };
    },
    ['POST /bulk_insert/'],
  ),
];
