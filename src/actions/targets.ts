import { z } from 'zod';
import type { TableName } from '../world/world';
import { closedSchema, emptySchema, openSchema } from '../world/schema';
import { MISSING_OID, databaseId, type AttemptContext } from './action';

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

/**
 * The `schema` argument. `world`: the schema of the world, with its tables. `empty`: one with nothing in it. `open`:
 * one in which every role may create. `closed`: one that nobody but its owner may use. `missing`: no such schema.
 */
export const schemaArg = { schema: z.enum(['world', 'empty', 'open', 'closed', 'missing']).default('world') };

export interface SchemaArgs {
  database: 'main' | 'other' | 'missing';
  schema: 'world' | 'empty' | 'open' | 'closed' | 'missing';
}

const SCHEMAS = { empty: emptySchema, open: openSchema, closed: closedSchema } as const;

/** The schema that an argument stands for. */
export async function schemaOf({ world }: AttemptContext, schema: SchemaArgs['schema']) {
  if (schema === 'missing') return { oid: MISSING_OID, name: '' };
  return schema === 'world' ? world.schema : SCHEMAS[schema](world);
}

/** The parameters that name a schema. */
export async function schemaTarget(context: AttemptContext, { database, schema }: SchemaArgs) {
  const { oid } = await schemaOf(context, schema);
  return { database_id: databaseId(context, database), schema_oid: context.oid(oid) };
}
