import { z } from 'zod';
import { KEYS } from '../target/keys';
import { add, change, remove } from '../target/stated';
import { action, databaseArg, type Action, type AttemptContext } from './action';
import { schemaArg, schemaTarget, type SchemaArgs } from './arguments/schema';
import { tableArg, tableTarget, type TableArgs } from './arguments/table';
import { tableKey } from '../world/effects';

/** What only an answer about the table holds: the OID of its schema. */
const readTable = (rpc: string) => (context: AttemptContext, args: TableArgs) => ({
  request: { rpc, params: tableTarget(context, args) },
  ...(args.table === 'missing' ? {} : { canary: String(context.world.schema.oid) }),
});

/** What only a list of the schema's tables holds: their names. */
const listTables = (rpc: string) => async (context: AttemptContext, args: SchemaArgs) => ({
  request: { rpc, params: await schemaTarget(context, args) },
  ...(args.schema === 'world' ? { canary: '"secrets"' } : {}),
  ...(args.schema === 'closed' ? { canary: '"hidden"' } : {}),
});

/** How the verbs on tables are tried. */
export const TABLES_ACTIONS: Action[] = [
  action('tables.list', { ...databaseArg, ...schemaArg }, listTables('tables.list')),
  action(
    'tables.list_with_metadata',
    { ...databaseArg, ...schemaArg },
    listTables('tables.list_with_metadata'),
  ),
  action('tables.get', { ...databaseArg, ...tableArg }, readTable('tables.get')),
  action('tables.get_with_metadata', { ...databaseArg, ...tableArg }, readTable('tables.get_with_metadata')),

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
