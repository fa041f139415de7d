import type { RunDatabase } from '../target/state';
import type { World } from './world';

/** Roles that are collaborators of a throw-away database, each with its own PostgreSQL role. */
const COLLABORATORS = ['admin', 'database-owner', 'manager', 'editor', 'viewer'] as const;

/**
 * A throw-away database, which attempts may change, disconnect and drop. It belongs to the role that owns the
 * install; manager, editor and viewer are collaborators without privileges of their own.
 * @param use distinguishes throw-away databases of one world
 */
export function scratchDatabase(world: World, use = ''): Promise<RunDatabase> {
  return world.once(`scratch database ${use}`, async () => {
    const { setupAdmin, state } = world;
    const name = world.name('db');
    world.onEnd(() => removeDatabase(world, name));
    const { database } = await setupAdmin.rpc('databases.setup.create_new', { database: name });
    const { oid } = await setupAdmin.rpc('databases.get', { database_id: database.id });
    world.onEnd(() => setupAdmin.rpc('databases.configured.disconnect', { database_id: database.id }));
    world.onEnd(() => dropDatabase(world, oid));
    for (const role of COLLABORATORS) {
      const account = state.accounts[role];
      if (!account) continue;
      await setupAdmin.rpc('collaborators.add', {
        database_id: database.id,
        user_id: account.userId,
        configured_role_id: world.postgresRole(role).storedRoleId,
      });
    }
    world.watchDatabase(name);
    return { id: database.id, oid, name };
  });
}

/**
 * What may have become of a database: PostgreSQL has it no more, while Mathesar is still connected to it (`unreachable`);
 * Mathesar is not connected to it any more; or nobody collaborates in it any more (`deserted`).
 */
export type Fate = 'unreachable' | 'disconnected' | 'deserted';

/** A throw-away database, after its fate came over it. */
export function lostDatabase(world: World, fate: Fate): Promise<RunDatabase> {
  return world.once(`database ${fate}`, async () => {
    const { setupAdmin, databaseId } = world;
    const database = await scratchDatabase(world, fate);
    const { id: database_id, oid: database_oid } = database;
    if (fate === 'unreachable')
      await setupAdmin.rpc('databases.delete', { database_id: databaseId, database_oid });
    if (fate === 'disconnected') await setupAdmin.rpc('databases.configured.disconnect', { database_id });
    if (fate === 'deserted') await removeCollaborators(world, database_id, 0);
    return database;
  });
}

/** Removes all collaborators of a database but the first `but`. @returns the ids of those who are left */
export async function removeCollaborators(world: World, database_id: number, but: number): Promise<number[]> {
  const { setupAdmin } = world;
  const ids = (await setupAdmin.rpc('collaborators.list', { database_id })).map(({ id }) => id);
  for (const collaborator_id of ids.splice(but))
    await setupAdmin.rpc('collaborators.delete', { collaborator_id });
  return ids;
}

/** Drops a database, connected or not, if it still exists. */
export async function dropDatabase(world: World, oid: number): Promise<void> {
  await world.setupAdmin.call('databases.delete', { database_id: world.databaseId, database_oid: oid });
}

/**
 * Drops and disconnects a connected database by name, if there is one, whoever connected it. In this order,
 * because disconnecting an existing database requires the role that connected it.
 */
export async function removeDatabase(world: World, name: string): Promise<void> {
  const { setupAdmin, state } = world;
  const database = (await setupAdmin.rpc('databases.configured.list', {})).find(
    (known) => known.name === name,
  );
  if (!database) return;
  const database_id = database.id;
  // Only collaborators learn the OID, and the only one is whoever connected the database.
  await setupAdmin.call('collaborators.add', {
    database_id,
    user_id: state.setupAdmin.userId,
    configured_role_id: world.postgresRole('owner').storedRoleId,
  });
  const found = await setupAdmin.call('databases.get', { database_id });
  if (found.ok) await dropDatabase(world, (found.result as { oid: number }).oid);
  await setupAdmin.rpc('databases.configured.disconnect', { database_id });
}
