import { postgresRole, type PostgresRole } from './postgres-role';
import type { World } from './world';

/** A PostgreSQL role of the world that Mathesar may connect as. */
export interface StoredRole extends PostgresRole {
  /** Id of the stored role. */
  id: number;
}

/** Removes a stored role by its name, when there is one. */
export async function removeStoredRole(world: World, name: string): Promise<void> {
  const { setupAdmin, databaseId: database_id, state } = world;
  const known = await setupAdmin.rpc('roles.configured.list', { database_id, server_id: state.serverId });
  const role = known.find((stored) => stored.name === name);
  if (role) await setupAdmin.rpc('roles.configured.delete', { configured_role_id: role.id });
}

/**
 * A stored role with the correct password, used by no collaborator.
 * @param use distinguishes roles of one world
 */
export function storedRole(world: World, use: string): Promise<StoredRole> {
  return world.once(`stored role ${use}`, async () => {
    const role = await postgresRole(world, use);
    world.onEnd(() => removeStoredRole(world, role.name));
    const { id } = await world.setupAdmin.rpc('roles.configured.add', {
      server_id: world.state.serverId,
      name: role.name,
      password: role.password,
    });
    return { ...role, id };
  });
}

/** A stored role that has only the given privileges on the world's books, and USAGE on their schema. */
export async function storedRoleOnBooks(
  world: World,
  use: string,
  direct: ('SELECT' | 'INSERT')[],
): Promise<StoredRole> {
  const { setupAdmin, databaseId: database_id, schema, tables } = world;
  const role = await storedRole(world, use);
  await setupAdmin.rpc('schemas.privileges.replace_for_roles', {
    database_id,
    schema_oid: schema.oid,
    privileges: [{ role_oid: role.oid, direct: ['USAGE'] }],
  });
  await setupAdmin.rpc('tables.privileges.replace_for_roles', {
    database_id,
    table_oid: tables.books.oid,
    privileges: [{ role_oid: role.oid, direct }],
  });
  return role;
}
