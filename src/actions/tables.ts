import { z } from 'zod';
import { KEYS } from '../target/keys';
import { add, change, remove } from '../target/stated';
import { action, databaseArg, type Action } from './action';
import { schemaArg, schemaTarget } from './arguments/schema';
import { tableArg, tableOid, tableTarget } from './arguments/table';
import { toldArg } from './arguments/told';
import { tableKey } from '../world/effects';

/** Told only of tables whose rows the caller may read. */
const MAY_READ = { canary: '"SELECT"' };

/** What only an answer about the table holds: its OID in a field of its own. */
const readTable = (rpc: string) =>
  action(rpc, { ...databaseArg, ...tableArg, ...toldArg }, (context, { told, ...args }) => ({
    request: { rpc, params: tableTarget(context, args) },
    ...(args.table === 'missing'
      ? {}
      : { canary: new RegExp(`"oid": ?${String(tableOid(context, args.table))}\\b`) }),
    ...(told === 'privileges' && MAY_READ),
  }));

/** What only a list of the schema's tables holds: their names. */
const listTables = (rpc: string) =>
  action(rpc, { ...databaseArg, ...schemaArg, ...toldArg }, async (context, { told, ...args }) => ({
    request: { rpc, params: await schemaTarget(context, args) },
    ...(args.schema === 'world' ? { canary: '"secrets"' } : {}),
    ...(args.schema === 'closed' ? { canary: '"hidden"' } : {}),
    ...(told === 'privileges' && MAY_READ),
  }));

/** How the verbs on tables are tried. */
export const TABLES_ACTIONS: Action[] = [
  listTables('tables.list'),
  listTables('tables.list_with_metadata'),
  readTable('tables.get'),
  readTable('tables.get_with_metadata'),

  action('tables.add', { ...databaseArg, ...schemaArg }, async (context, args) => {
    const target = await schemaTarget(context, args);
    return {
      request: { rpc: 'tables.add', params: { ...target, table_name: 'added' } },
      changes: [add('tables', { name: 'added' }, { needs: KEYS.schema(target.schema_oid) })],
    };
  }),

  action(
    'tables.patch',
    { ...databaseArg, ...tableArg, set: z.enum(['name', 'description']).default('name') },
    (context, args) => {
      const table_data_dict =
        args.set === 'name' ? { name: 'renamed' } : { description: context.world.faker.lorem.words(3) };
      return {
        request: { rpc: 'tables.patch', params: { ...tableTarget(context, args), table_data_dict } },
        changes: [change('tables', tableKey(context.world, args.table), table_data_dict)],
      };
    },
  ),

  action(
    'tables.delete',
    { ...databaseArg, ...tableArg, cascade: z.boolean().default(false) },
    (context, { cascade, ...args }) => ({
      request: {
        rpc: 'tables.delete',
        params: { ...tableTarget(context, args), ...(cascade ? { cascade } : {}) },
      },
      changes: [remove('tables', tableKey(context.world, args.table))],
    }),
  ),

  action('tables.list_joinable', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: { rpc: 'tables.list_joinable', params: tableTarget(context, args) },
    // Of the tables only these two are linked, with each other.
    ...(args.table === 'books' ? { canary: '"authors"' } : {}),
    ...(args.table === 'authors' ? { canary: '"books"' } : {}),
  })),
];
