import type { Role } from '../../roles';
import { storedRole } from '../stored-role';
import type { World } from '../world';
import { collaboratorLike, grantsOf, lend, memberLike } from './holder';
import type { Way } from './situation';

/** Rights that Mathesar itself keeps: who is an administrator, who collaborates, and as which stored role. */

const setAdmin = (world: World, user_id: number, username: string, is_superuser: boolean) =>
  world.setupAdmin.rpc('users.patch_other', {
    ...{ user_id, username, is_superuser, email: `${username}@example.com`, full_name: username },
    display_language: 'en',
  });

/** Being an administrator, on top of what the role is. */
export const ADMIN_FLAG: Way = {
  name: 'administrator',
  hold: async (world, role) => {
    const holder = await memberLike(world, role);
    const { userId, username } = holder.account;
    const set = async (flag: boolean) => {
      await setAdmin(world, userId, username, flag);
      return undefined;
    };
    await set(true);
    return { holder, take: () => set(false), give: () => set(true) };
  },
};

/** The entry of an account in the main database. @throws Error when it has none */
export async function entryOf({ setupAdmin, databaseId: database_id }: World, userId: number) {
  const entries = await setupAdmin.rpc('collaborators.list', { database_id });
  const entry = entries.find(({ user_id }) => user_id === userId);
  if (!entry) throw new Error('the account is no collaborator of the main database');
  return entry;
}

/** Makes an account a collaborator of the main database. */
export const addEntry = (
  { setupAdmin, databaseId: database_id }: World,
  user_id: number,
  configured_role_id: number,
) => setupAdmin.rpc('collaborators.add', { database_id, user_id, configured_role_id });

/** The collaborator entry. */
export const COLLABORATOR: Way = {
  name: 'collaborator entry',
  hold: async (world, role) => {
    const holder = await memberLike(world, role);
    const { userId } = holder.account;
    const { configured_role_id } = await entryOf(world, userId);
    return {
      holder,
      take: async () => {
        const { id: collaborator_id } = await entryOf(world, userId);
        await world.setupAdmin.rpc('collaborators.delete', { collaborator_id });
        return undefined;
      },
      give: async () => {
        await addEntry(world, userId, configured_role_id);
        return undefined;
      },
    };
  },
};

/** A stored role that may only read. */
async function reader(world: World) {
  const role = await storedRole(world, 'of a reader');
  await lend(world, role.oid, { schema: ['USAGE'], tables: ['SELECT'] });
  return role;
}

/** The stored role that the collaborator entry names; without the right, it names one that may only read. */
export const COLLABORATOR_ROLE: Way = {
  name: 'role of the collaborator entry',
  hold: async (world, role) => {
    const holder = await memberLike(world, role);
    const entry = await entryOf(world, holder.account.userId);
    const { id: lower } = await reader(world);
    const set = async (configured_role_id: number) => {
      await world.setupAdmin.rpc('collaborators.set_role', { collaborator_id: entry.id, configured_role_id });
      return undefined;
    };
    return { holder, take: () => set(lower), give: () => set(entry.configured_role_id) };
  },
};

/** The stored role, whose end is that of the collaborator entries that name it. */
export const STORED_ROLE: Way = {
  name: 'stored role',
  hold: async (world: World, role: Role) => {
    const { own, ...holder } = await collaboratorLike(world, role);
    await lend(world, own.oid, grantsOf(role));
    const { setupAdmin, state } = world;
    let { id } = own;
    return {
      holder,
      take: async () => {
        await setupAdmin.rpc('roles.configured.delete', { configured_role_id: id });
        return undefined;
      },
      give: async () => {
        const { name, password } = own;
        const params = { server_id: state.serverId, name, password };
        ({ id } = await setupAdmin.rpc('roles.configured.add', params));
        await addEntry(world, holder.account.userId, id);
        return undefined;
      },
    };
  },
};
