import { KEYS } from '../target/keys';
import { add, remove } from '../target/stated';
import { COLUMNS } from '../world/world';
import { action, databaseArg, type Action } from './action';
import { tableArg, tableTarget } from './arguments/table';
import { tableKey } from '../world/effects';

const NAMES = { books: 'books_author_fkey', authors: 'authors_pkey', secrets: 'secrets_pkey' } as const;

/** How the verbs on constraints are tried. */
export const CONSTRAINTS_ACTIONS: Action[] = [
  action('constraints.list', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: { rpc: 'constraints.list', params: tableTarget(context, args) },
    ...(args.table === 'missing' ? {} : { canary: NAMES[args.table] }),
  })),

  action(
    'constraints.add',
    { ...databaseArg, table: tableArg.table.default('authors') },
    (context, args) => ({
      request: {
        rpc: 'constraints.add',
        params: {
          ...tableTarget(context, args),
          constraint_def_list: [{ type: 'u', columns: [COLUMNS.authors.name], name: 'added_key' }],
        },
      },
      changes: [add('constraints', { name: 'added_key' }, { within: tableKey(context.world, args.table) })],
    }),
  ),

  action('constraints.delete', { ...databaseArg, ...tableArg }, async (context, args) => {
    const { world } = context;
    const table = args.table === 'missing' ? 'books' : args.table;
    const known = await world.once(`constraints of ${table}`, () =>
      world.setupAdmin.rpc('constraints.list', {
        database_id: world.databaseId,
        table_oid: world.tables[table].oid,
      }),
    );
    const name = table === 'books' ? 'books_title_key' : NAMES[table];
    const constraint = known.find((candidate) => candidate.name === name);
    if (!constraint) throw new Error(`the world's table ${table} has no constraint ${name}`);
    return {
      request: {
        rpc: 'constraints.delete',
        params: { ...tableTarget(context, args), constraint_oid: context.oid(constraint.oid) },
      },
      changes: [remove('constraints', KEYS.constraint(world.tables[table].oid, constraint.oid))],
    };
  }),
];
