import { COLUMNS } from '../world/world';
import { action, databaseArg, databaseId, type Action, type AttemptContext } from './action';
import { tableArg, tableTarget, type TableArgs } from './arguments/table';

/** A column that every table has. */
const COLUMN = COLUMNS.books.title;

/** Something to read about a column of a table. */
async function noteColumn(
  { world }: AttemptContext,
  table: Exclude<TableArgs['table'], 'missing'>,
): Promise<void> {
  await world.once(`column metadata ${table}`, () =>
    world.setupAdmin.rpc('columns.metadata.set', {
      database_id: world.databaseId,
      table_oid: world.tables[table].oid,
      column_meta_data_list: [{ attnum: COLUMN, display_width: 321 }],
    }),
  );
}

/** How the verbs on metadata are tried. */
export const METADATA_ACTIONS: Action[] = [
  action('tables.metadata.list', databaseArg, (context, { database }) => ({
    request: { rpc: 'tables.metadata.list', params: { database_id: databaseId(context, database) } },
    // Mathesar notes which column it added to each table that it made.
    ...(database === 'main' ? { canary: String(context.world.tables.books.oid) } : {}),
  })),

  action('tables.metadata.set', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: {
      rpc: 'tables.metadata.set',
      params: {
        ...tableTarget(context, args),
        metadata: { data_file_id: null, import_verified: true, column_order: [2, 1] },
      },
    },
    changes: 'table metadata',
  })),

  action('columns.metadata.list', { ...databaseArg, ...tableArg }, async (context, args) => {
    if (args.table !== 'missing') await noteColumn(context, args.table);
    return {
      request: { rpc: 'columns.metadata.list', params: tableTarget(context, args) },
      ...(args.table === 'missing' ? {} : { canary: '"display_width"' }),
    };
  }),

  action('columns.metadata.set', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: {
      rpc: 'columns.metadata.set',
      params: {
        ...tableTarget(context, args),
        column_meta_data_list: [{ attnum: COLUMN, display_width: 200 }],
      },
    },
    changes: 'column metadata',
  })),
];
