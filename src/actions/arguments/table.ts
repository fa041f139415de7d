import { z } from 'zod';
import type { TableName, World } from '../../world/world';
import { MISSING_OID, databaseId, type AttemptContext } from '../action';

/**
 * The `table` argument of most actions. `books` (which references `authors`): the role's grants apply. `secrets`:
 * nobody but the owner of the database has any. `missing`: no such table.
 */
export const tableArg = { table: z.enum(['books', 'authors', 'secrets', 'missing']).default('books') };

export interface TableArgs {
  database: 'main' | 'other' | 'missing';
  table: TableName | 'missing';
}

/** OID of the table that an argument stands for. */
export function tableOid(context: AttemptContext, table: TableName | 'missing'): number {
  return table === 'missing' ? MISSING_OID : context.oid(context.world.tables[table].oid);
}

/** The parameters that name a table. */
export function tableTarget(context: AttemptContext, { database, table }: TableArgs) {
  return { database_id: databaseId(context, database), table_oid: tableOid(context, table) };
}

/** A text that every row of the table holds, and nothing else. */
export const rowCanary = ({ canary, secretCanary }: World, table: TableName | 'missing'): string =>
  table === 'secrets' ? secretCanary : canary;
