import { z } from 'zod';
import { KEYS } from '../target/keys';
import { add, change, remove } from '../target/stated';
import { removeAddedSchemas } from '../world/schema';
import { action, databaseArg, databaseId, type Action } from './action';
import { schemaArg, schemaOf, schemaTarget } from './arguments/schema';
import { toldArg } from './arguments/told';

/** How the verbs on schemas are tried. */
export const SCHEMAS_ACTIONS: Action[] = [
  action('schemas.list', databaseArg, (context, { database }) => ({
    request: { rpc: 'schemas.list', params: { database_id: databaseId(context, database) } },
    // Other databases than the world's have no schema of the world, but all have this one.
    canary: database === 'main' ? context.world.schema.name : '"public"',
  })),

  action('schemas.get', { ...databaseArg, ...schemaArg, ...toldArg }, async (context, { told, ...args }) => {
    const { name } = await schemaOf(context, args.schema);
    return {
      request: { rpc: 'schemas.get', params: await schemaTarget(context, args) },
      ...(name ? { canary: name } : {}),
      ...(told === 'privileges' && { canary: '"USAGE"' }),
    };
  }),

  action('schemas.add', databaseArg, async (context, { database }) => {
    const where = database === 'other' ? 'other' : 'main';
    await removeAddedSchemas(context.world, where);
    const name = context.world.name('added');
    return {
      request: { rpc: 'schemas.add', params: { database_id: databaseId(context, database), name } },
      changes: [add(where === 'other' ? 'other schemas' : 'schemas', { name })],
    };
  }),

  action(
    'schemas.patch',
    { ...databaseArg, ...schemaArg, set: z.enum(['name', 'description']).default('description') },
    async (context, args) => {
      const patch =
        args.set === 'name'
          ? { name: context.world.name('renamed') }
          : { description: context.world.faker.lorem.words(3) };
      const target = await schemaTarget(context, args);
      return {
        request: { rpc: 'schemas.patch', params: { ...target, patch } },
        changes: [change('schemas', KEYS.schema(target.schema_oid), patch)],
      };
    },
  ),

  action(
    'schemas.delete',
    { ...databaseArg, schema: schemaArg.schema.default('empty') },
    async (context, args) => {
      const { database_id, schema_oid } = await schemaTarget(context, args);
      return {
        request: { rpc: 'schemas.delete', params: { database_id, schema_oids: [schema_oid] } },
        changes: [remove('schemas', KEYS.schema(schema_oid))],
      };
    },
  ),
];
