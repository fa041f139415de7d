import { randomBytes } from 'node:crypto';
import { addPostgresRole } from '../target/provision';
import type { World } from './world';

/** A PostgreSQL role of the world, without privileges. */
export interface PostgresRole {
  oid: number;
  name: string;
  password: string;
}

/** A password for a role or an account of a world. */
export const throwAwayPassword = () => `Pw-${randomBytes(12).toString('base64url')}`;

/** Removes a PostgreSQL role by its name, when there is one; it must own nothing any more. */
export async function removePostgresRole(world: World, name: string): Promise<void> {
  const { setupAdmin, databaseId: database_id } = world;
  const role = (await setupAdmin.rpc('roles.list', { database_id })).find((known) => known.name === name);
  if (role) await setupAdmin.rpc('roles.delete', { database_id, role_oid: role.oid });
}

/**
 * A PostgreSQL role that may only log in.
 * @param use distinguishes roles of one world
 */
export function postgresRole(world: World, use: string): Promise<PostgresRole> {
  return world.once(`PostgreSQL role ${use}`, async () => {
    const name = world.name('role');
    const password = throwAwayPassword();
    world.onEnd(() => removePostgresRole(world, name), { last: true });
    world.state.hearing?.plant('stored password', password);
    const oid = await addPostgresRole(world.setupAdmin, world.state, name, password);
    return { oid, name, password };
  });
}

/**
 * Lets a PostgreSQL role own tables of the world's schema: a role that is no superuser may give a table only to one that
 * may create tables there (PostgreSQL: ALTER TABLE, OWNER TO).
 */
export async function letOwnTables(
  { setupAdmin, schema, databaseId: database_id }: World,
  role_oid: number,
): Promise<void> {
  await setupAdmin.rpc('schemas.privileges.replace_for_roles', {
    database_id,
    schema_oid: schema.oid,
    privileges: [{ role_oid, direct: ['CREATE'] }],
  });
}
