import type { Role } from '../../roles';
import { postgresRole } from '../postgres-role';
import type { World } from '../world';
import { collaboratorLike, grant, grantsOf, lend, type Grants } from './holder';
import type { Held, Way } from './situation';

/** Rights that PostgreSQL keeps and Mathesar can change. */

/** A way to have privileges that are granted to the holder's own role. */
function granted(name: string, reduce: (grants: Grants) => Grants): Way {
  return {
    name,
    hold: async (world, role) => {
      const { own, ...holder } = await collaboratorLike(world, role);
      const all = grantsOf(role);
      await lend(world, own.oid, all);
      const set = async (grants: Grants) => {
        await grant(world, own.oid, grants);
        return undefined;
      };
      return { holder, take: () => set(reduce(all)), give: () => set(all) };
    },
  };
}

export const ON_TABLE = granted('GRANT on a table', (grants) => ({ ...grants, tables: [] }));
export const ON_SCHEMA = granted('GRANT on a schema', (grants) => ({ ...grants, schema: [] }));

/** CREATE on the database, on top of what the role may. */
export const ON_DATABASE: Way = {
  name: 'GRANT on a database',
  hold: async (world, role) => {
    const { own, ...holder } = await collaboratorLike(world, role);
    const { setupAdmin, databaseId: database_id } = world;
    const set = async (direct: string[]) => {
      const privileges = [{ role_oid: own.oid, direct }];
      await setupAdmin.rpc('databases.privileges.replace_for_roles', { database_id, privileges });
      return undefined;
    };
    world.onEnd(() => set([]));
    const give = () => set(['CONNECT', 'CREATE']);
    await give();
    return { holder, take: () => set([]), give };
  },
};

/** Membership of the holder's role in one that has the privileges. */
export const MEMBERSHIP: Way = {
  name: 'membership of a role',
  hold: async (world, role) => {
    const { own, ...holder } = await collaboratorLike(world, role);
    const group = await postgresRole(world, 'with the privileges of the holder');
    await lend(world, group.oid, grantsOf(role));
    const { owner } = world.state.postgresRoles;
    // Who is no superuser keeps its own membership, by which it made the role.
    const always = owner?.isSuperuser === false ? [owner.oid] : [];
    const set = async (members: number[]) => {
      await world.setupAdmin.rpc('roles.set_members', {
        database_id: world.databaseId,
        parent_role_oid: group.oid,
        members: [...always, ...members],
      });
      return undefined;
    };
    await set([own.oid]);
    return { holder, take: () => set([]), give: () => set([own.oid]) };
  },
};

/** Ownership of the table of books, by a role that may read and use its schema. */
export const OWNERSHIP: Way = { name: 'ownership', hold: holdOwnership };

async function holdOwnership(world: World, role: Role): Promise<Held> {
  const { own, ...holder } = await collaboratorLike(world, role);
  // Whoever gets a table must be able to create one there.
  await lend(world, own.oid, { ...grantsOf(role), schema: ['USAGE', 'CREATE'] });
  const { setupAdmin, databaseId: database_id, tables } = world;
  const transfer = async (new_owner_oid: number) => {
    await setupAdmin.rpc('tables.privileges.transfer_ownership', {
      ...{ database_id, table_oid: tables.books.oid, new_owner_oid },
    });
    return undefined;
  };
  const first = world.postgresRole(world.owner).oid;
  world.onEnd(() => transfer(first));
  await transfer(own.oid);
  return { holder, take: () => transfer(first), give: () => transfer(own.oid) };
}
