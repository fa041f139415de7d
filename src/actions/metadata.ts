import { COLUMNS } from '../world/world';
import { KEYS } from '../target/keys';
import { change } from '../target/stated';
import { action, databaseArg, databaseId, type Action, type AttemptContext } from './action';
import { tableArg, tableTarget, type TableArgs } from './arguments/table';
import { columnKey, tableKey } from '../world/effects';

/** A column that every table has. */
const COLUMN = COLUMNS.books.title;

/** What is told about a table. */
const TOLD = { import_verified: true, column_order: [2, 1] };

const connectedKey = (context: AttemptContext, { database }: TableArgs) =>
  KEYS.connected(databaseId(context, database));

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
      params: { ...tableTarget(context, args), metadata: { data_file_id: null, ...TOLD } },
    },
    changes: [
      change('table metadata', `${tableKey(context.world, args.table)}/${connectedKey(context, args)}`, TOLD),
    ],
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
    changes: [
      change(
        'column metadata',
        `${columnKey(context.world, args.table, COLUMN)}/${connectedKey(context, args)}`,
        {
          display_width: 200,
        },
      ),
    ],
  })),
];
