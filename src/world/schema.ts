import type { World } from './world';

/** An additional schema of a world. */
export interface WorldSchema {
  oid: number;
  name: string;
}

async function addSchema(world: World, kind: string): Promise<WorldSchema> {
  const { setupAdmin, databaseId: database_id } = world;
  const name = world.name(kind);
  const { oid } = await setupAdmin.rpc('schemas.add', { database_id, name });
  world.watchSchema(oid);
  world.onEnd(() => setupAdmin.rpc('schemas.delete', { database_id, schema_oids: [oid] }));
  return { oid, name };
}

/** An empty schema, owned by the world's owner. */
export function emptySchema(world: World): Promise<WorldSchema> {
  return world.once('empty schema', async () => {
    const schema = await addSchema(world, 'empty');
    if (world.owner === 'manager') {
      await world.setupAdmin.rpc('schemas.privileges.transfer_ownership', {
        database_id: world.databaseId,
        schema_oid: schema.oid,
        new_owner_oid: world.postgresRole('manager').oid,
      });
    }
    return schema;
  });
}

/** A schema of the set-up admin on which every role of the main database has USAGE and CREATE. */
export function openSchema(world: World): Promise<WorldSchema> {
  return world.once('open schema', async () => {
    const schema = await addSchema(world, 'open');
    const granted = world.roles.filter(
      ({ postgres, collaborator }) => typeof postgres === 'object' && collaborator === 'main',
    );
    await world.setupAdmin.rpc('schemas.privileges.replace_for_roles', {
      database_id: world.databaseId,
      schema_oid: schema.oid,
      privileges: granted.map(({ name }) => ({
        role_oid: world.postgresRole(name).oid,
        direct: ['USAGE', 'CREATE'],
      })),
    });
    return schema;
  });
}

/** A schema of the set-up admin that no other role may use, with a table. */
export function closedSchema(world: World): Promise<WorldSchema & { table: { oid: number } }> {
  return world.once('closed schema', async () => {
    const schema = await addSchema(world, 'closed');
    const table = await world.setupAdmin.rpc('tables.add', {
      database_id: world.databaseId,
      schema_oid: schema.oid,
      table_name: 'hidden',
    });
    return { ...schema, table };
  });
}

/** Removes schemas that attempts made when the world ends; they are known only by name. */
export function removeAddedSchemas(world: World, database: 'main' | 'other'): Promise<void> {
  return world.once(`added schemas in ${database}`, () => {
    const { setupAdmin, state } = world;
    const database_id = state.databases[database].id;
    world.onEnd(async () => {
      const schemas = await setupAdmin.rpc('schemas.list', { database_id });
      const added = schemas.filter(({ name }) => name.startsWith(`${world.prefix}_added`));
      if (added.length === 0) return;
      await setupAdmin.rpc('schemas.delete', { database_id, schema_oids: added.map(({ oid }) => oid) });
    });
    return Promise.resolve();
  });
}
