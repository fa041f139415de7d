import { z } from 'zod';
import { closedSchema, emptySchema, openSchema, type WorldSchema } from '../../world/schema';
import type { World } from '../../world/world';
import { MISSING_OID, databaseId, type AttemptContext } from '../action';

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
  return schema === 'missing' ? { oid: MISSING_OID, name: '' } : schemaNamed(world, schema);
}

/** The schema of a world that a `schema` argument stands for. @throws ZodError for an unknown one */
export async function schemaNamed(world: World, given: unknown): Promise<WorldSchema> {
  const schema = z.enum(['world', 'empty', 'open', 'closed']).parse(given);
  return schema === 'world' ? world.schema : SCHEMAS[schema](world);
}

/** The parameters that name a schema. */
export async function schemaTarget(context: AttemptContext, { database, schema }: SchemaArgs) {
  const { oid } = await schemaOf(context, schema);
  return { database_id: databaseId(context, database), schema_oid: context.oid(oid) };
}
