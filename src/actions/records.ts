import { z } from 'zod';
import { COLUMNS } from '../world/world';
import { action, databaseArg, type Action, type AttemptContext } from './action';
import { rowAdded, rowChanged, rowRemoved } from '../world/effects';
import { rowCanary, tableArg, tableTarget, type TableArgs } from './arguments/table';

/** `first`: a row that every world has. `missing`: no such row. */
const recordArg = { record: z.enum(['first', 'missing']).default('first') };
const KEYS = { first: 1, missing: 999_999 } as const;

/** Number of the text column that every table of the world has. */
const TEXT_COLUMN = COLUMNS.books.title;

/** Planted in every row of the table; a missing one has no rows. */
const canaryOf = ({ world }: AttemptContext, { table }: TableArgs) =>
  table === 'missing' ? {} : { canary: rowCanary(world, table) };

/** How the verbs on rows are tried. */
export const RECORDS_ACTIONS: Action[] = [
  action('records.list', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: { rpc: 'records.list', params: tableTarget(context, args) },
    ...canaryOf(context, args),
  })),

  action('records.get', { ...databaseArg, ...tableArg, ...recordArg }, (context, { record, ...args }) => ({
    request: { rpc: 'records.get', params: { ...tableTarget(context, args), record_id: KEYS[record] } },
    ...(record === 'missing' ? {} : canaryOf(context, args)),
  })),

  action('records.search', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: {
      rpc: 'records.search',
      params: {
        ...tableTarget(context, args),
        // Every canary has a dash in it.
        search_params: [{ attnum: TEXT_COLUMN, literal: '-' }],
      },
    },
    ...canaryOf(context, args),
  })),

  action(
    'records.add',
    { ...databaseArg, ...tableArg, title: z.enum(['new', 'taken']).default('new') },
    async (context, { title, ...args }) => {
      const { world } = context;
      const record_def = {
        [TEXT_COLUMN]: title === 'new' ? world.newTitle() : await titleOfFirst(context),
      };
      return {
        request: { rpc: 'records.add', params: { ...tableTarget(context, args), record_def } },
        changes: [rowAdded(world, args.table, record_def)],
      };
    },
  ),

  action('records.patch', { ...databaseArg, ...tableArg, ...recordArg }, (context, { record, ...args }) => {
    const record_def = { [TEXT_COLUMN]: context.world.newTitle() };
    return {
      request: {
        rpc: 'records.patch',
        params: { ...tableTarget(context, args), record_id: KEYS[record], record_def },
      },
      changes: [rowChanged(context.world, args.table, KEYS[record], record_def)],
    };
  }),

  action('records.delete', { ...databaseArg, ...tableArg, ...recordArg }, (context, { record, ...args }) => ({
    request: { rpc: 'records.delete', params: { ...tableTarget(context, args), record_ids: [KEYS[record]] } },
    changes: [rowRemoved(context.world, args.table, KEYS[record])],
  })),
];

/** The title of the first book, which must be unique. */
async function titleOfFirst({ world }: AttemptContext): Promise<unknown> {
  const { results } = await world.setupAdmin.rpc('records.get', {
    database_id: world.databaseId,
    table_oid: world.tables.books.oid,
    record_id: KEYS.first,
  });
  return results[0]?.[TEXT_COLUMN];
}
