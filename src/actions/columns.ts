import { KEYS } from '../target/keys';
import { add, ANY, change, may, remove } from '../target/stated';
import { FILE_COLUMN, fileTable } from '../world/file-table';
import { COLUMNS, type TableName } from '../world/world';
import { action, databaseArg, databaseId, type Action, type AttemptContext } from './action';
import { columnAdded, columnKey, tableKey } from '../world/effects';
import { tableArg, tableTarget, type TableArgs } from './arguments/table';

/** The last column of each table: nothing depends on it. */
const LAST: Record<TableName | 'missing', number> = {
  books: COLUMNS.books.pages,
  authors: COLUMNS.authors.name,
  secrets: COLUMNS.secrets.note,
  missing: COLUMNS.books.pages,
};

/** Names of columns that only an answer about the table holds. */
const NAMES: Record<TableName, string> = { books: '"author_id"', authors: '"name"', secrets: '"note"' };

const listColumns = (rpc: string) => (context: AttemptContext, args: TableArgs) => ({
  request: { rpc, params: tableTarget(context, args) },
  ...(args.table === 'missing' ? {} : { canary: NAMES[args.table] }),
});

/** How the verbs on columns are tried. */
export const COLUMNS_ACTIONS: Action[] = [
  action('columns.list', { ...databaseArg, ...tableArg }, listColumns('columns.list')),
  action(
    'columns.list_with_metadata',
    { ...databaseArg, ...tableArg },
    listColumns('columns.list_with_metadata'),
  ),

  action('columns.add', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: {
      rpc: 'columns.add',
      params: { ...tableTarget(context, args), column_data_list: [{ name: 'extra', type: 'text' }] },
    },
    changes: [columnAdded(context.world, args.table, { name: 'extra', type: 'text' })],
  })),

  action('columns.add_primary_key_column', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: {
      rpc: 'columns.add_primary_key_column',
      params: {
        ...tableTarget(context, args),
        pkey_type: 'IDENTITY',
        drop_existing_pkey_column: true,
        name: 'id2',
      },
    },
    changes: [
      remove('columns', columnKey(context.world, args.table, 1)),
      columnAdded(context.world, args.table, { name: 'id2' }),
      add('constraints', {}, { within: tableKey(context.world, args.table) }),
      may('table metadata', tableKey(context.world, args.table)),
      // Witnesses know a row by its key.
      may(`rows:${args.table}`, tableKey(context.world, args.table)),
    ],
  })),

  action('columns.patch', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: {
      rpc: 'columns.patch',
      params: {
        ...tableTarget(context, args),
        column_data_list: [{ id: LAST[args.table], name: 'renamed' }],
      },
    },
    changes: [change('columns', columnKey(context.world, args.table, LAST[args.table]), { name: 'renamed' })],
  })),

  action('columns.delete', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: {
      rpc: 'columns.delete',
      params: { ...tableTarget(context, args), column_attnums: [LAST[args.table]] },
    },
    changes: [remove('columns', columnKey(context.world, args.table, LAST[args.table]))],
  })),

  action('columns.reset_mash', databaseArg, async (context, { database }) => {
    const { oid } = await fileTable(context.world);
    return {
      request: {
        rpc: 'columns.reset_mash',
        params: {
          database_id: databaseId(context, database),
          table_oid: context.oid(oid),
          column_attnum: FILE_COLUMN,
        },
      },
      changes: [change('rows:docs', KEYS.row(oid, 1), { [FILE_COLUMN]: ANY })],
    };
  }),
];
