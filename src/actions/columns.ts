import { FILE_COLUMN, fileTable } from '../world/file-table';
import { COLUMNS, type TableName } from '../world/world';
import { action, databaseArg, databaseId, type Action, type AttemptContext } from './action';
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
    changes: 'columns',
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
    changes: 'columns',
  })),

  action('columns.patch', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: {
      rpc: 'columns.patch',
      params: {
        ...tableTarget(context, args),
        column_data_list: [{ id: LAST[args.table], name: 'renamed' }],
      },
    },
    changes: 'columns',
  })),

  action('columns.delete', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: {
      rpc: 'columns.delete',
      params: { ...tableTarget(context, args), column_attnums: [LAST[args.table]] },
    },
    changes: 'columns',
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
      changes: 'rows:docs',
    };
  }),
];
