import { InstallError } from '../target/client';
import { readCommonData } from '../target/common-data';
import { postgresRole, type PostgresRole } from './postgres-role';
import { dropDatabase, removeDatabase } from './scratch-database';
import { removeStoredRole } from './stored-role';
import type { World } from './world';

/** A database of the world that Mathesar is not connected to. */
export interface UnconnectedDatabase {
  name: string;
  /** A role of the world, for {@link postgresRole} known as `owner of <use>`; Mathesar does not store it. */
  owner: PostgresRole;
}

/**
 * Makes a database on the install's own server, gives it to a new role and disconnects it.
 * @param use distinguishes databases of one world
 */
export function unconnectedDatabase(world: World, use: string): Promise<UnconnectedDatabase> {
  return world.once(`unconnected database ${use}`, async () => {
    const { setupAdmin } = world;
    const owner = await postgresRole(world, `owner of ${use}`);
    const name = world.name('db');
    const { database } = await setupAdmin.rpc('databases.setup.create_new', { database: name });
    const database_id = database.id;
    const { oid } = await setupAdmin.rpc('databases.get', { database_id });
    world.onEnd(() => dropDatabase(world, oid));
    world.onEnd(() => removeStoredRole(world, owner.name));
    world.onEnd(() => removeDatabase(world, name));
    await setupAdmin.rpc('databases.privileges.transfer_ownership', {
      database_id,
      new_owner_oid: owner.oid,
    });
    await setupAdmin.rpc('databases.configured.disconnect', { database_id });
    return { name, owner };
  });
}

/** Where Mathesar keeps its own tables, read from the home page. @throws InstallError when the page does not say */
export function internalDatabase(world: World): Promise<{ host: string; port: number; name: string }> {
  return world.once('internal database', async () => {
    const { internal_db } = await readCommonData(world.setupAdmin);
    if (!internal_db) throw new InstallError('the home page does not name the internal database');
    const { host, port, database_name } = internal_db;
    return { host, port, name: database_name };
  });
}
