import type { Role } from '../roles';
import type { RunState } from '../target/state';
import { buildWorld } from './build';
import { collaborator } from './collaborator';
import { exploration } from './exploration';
import { form } from './form';
import { emptySchema } from './schema';
import { storedRole } from './stored-role';
import { worldUser } from './user';
import type { World } from './world';

/**
 * Seeds one object of every kind that no attempt may touch: schemas, tables with rows and grants, an account, a
 * collaborator in both databases, a PostgreSQL role, a stored role, a form, an exploration, metadata. What the install does
 * not let the set-up admin make is left out; the cells about it tell that.
 * @returns a world in which nobody acts
 * @throws as {@link buildWorld}
 */
export async function seedBystanders(
  state: RunState,
  prefix: string,
  seed: number,
  roles: readonly Role[],
): Promise<World> {
  const world = await buildWorld(state, prefix, 'owner', seed, roles);
  const table = { database_id: world.databaseId, table_oid: world.tables.books.oid };
  await Promise.allSettled([
    emptySchema(world),
    worldUser(world, 'bystander'),
    collaborator(world),
    storedRole(world, 'bystander'),
    form(world, { table: 'books', public: true, runsAs: 'owner', link: 'valid' }),
    exploration(world, 'books'),
    world.setupAdmin.rpc('tables.metadata.set', { ...table, metadata: { column_order: [4, 3, 2, 1] } }),
    world.setupAdmin.rpc('columns.metadata.set', {
      ...table,
      column_meta_data_list: [{ attnum: 2, display_width: 234 }],
    }),
  ]);
  return world;
}
