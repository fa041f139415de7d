import { z } from 'zod';
import { COLUMNS } from '../world/world';
import { action, databaseArg, databaseId, type AttemptContext } from './action';

/** `books`: the role's grants apply. `secrets`: nobody but the owner has any. `missing`: no such table. */
const tableArg = { table: z.enum(['books', 'secrets', 'missing']).default('books') };

interface TableArgs {
  database: 'main' | 'other' | 'missing';
  table: 'books' | 'secrets' | 'missing';
}

function target(context: AttemptContext, { database, table }: TableArgs) {
  const { tables } = context.world;
  const table_oid =
    table === 'missing' ? context.oid(999_999_999) : context.oid(tables[table].oid);
  return { database_id: databaseId(context, database), table_oid };
}

const canaryOf = ({ world }: AttemptContext, { table }: TableArgs) =>
  table === 'secrets' ? world.secretCanary : world.canary;

/** How the verbs on rows are tried. */
export const RECORDS_ACTIONS = [
  action('records.list', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: { rpc: 'records.list', params: target(context, args) },
    canary: canaryOf(context, args),
  })),
  action('records.add', { ...databaseArg, ...tableArg }, (context, args) => ({
    request: {
      rpc: 'records.add',
      params: {
        ...target(context, args),
        record_def: { [COLUMNS.books.title]: context.world.faker.book.title() },
      },
    },
    changes: `rows:${args.table}`,
  })),
];
