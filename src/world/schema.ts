import type { World } from './world';

/** A further schema of a world. */
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

/** A schema with nothing in it, of the owner of the world. */
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

/** A schema of the set-up admin in which every role of the main database may use and create. */
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

/** A schema of the set-up admin that no other role may use, and a table in it. */
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

/** At the end, removes the schemas that attempts made; they are known by their names only. */
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
