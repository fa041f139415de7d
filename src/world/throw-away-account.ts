import { Client } from '../target/client';
import { addUser } from '../target/provision';
import { logOut } from '../target/session';
import { accountOf, type RunAccount } from '../target/state';
import { databasesOf, type Role } from '../roles';
import { storedRole, type StoredRole } from './stored-role';
import type { World } from './world';

/** An account like a role's own, for use by one attempt. */
export interface ThrowAwayAccount {
  client: Client;
  /** Undefined for anonymous, who has none. */
  account: RunAccount | undefined;
  /** OID of the PostgreSQL role behind it; undefined where there is none. */
  postgresRoleOid: number | undefined;
  /** The stored role that nobody else uses, where it was asked for and made. */
  own?: StoredRole;
}

/**
 * An account with the same rights as a role's own.
 *
 * @param use distinguishes throw-away accounts of one role in one world
 * @param ownPostgresRole gives it a PostgreSQL role of its own, which has no privileges, unless the role's
 *   own is the owner's; changes to the PostgreSQL role then stay inside the world
 */
export function throwAwayAccount(
  world: World,
  role: Role,
  use = '',
  { ownPostgresRole = false } = {},
): Promise<ThrowAwayAccount> {
  return world.once(`throwAwayAccount ${role.name} ${use} ${String(ownPostgresRole)}`, async () => {
    const { setupAdmin, state } = world;
    accountOf(state, role);
    if (role.account === 'none') {
      return { client: new Client(state, undefined), account: undefined, postgresRoleOid: undefined };
    }
    const account = await addUser(
      setupAdmin,
      state,
      world.name('throwAwayAccount'),
      role.account === 'admin',
    );
    world.onEnd(async () => {
      // With SQL, the end of the run removes all its sessions at once.
      if (state.witness === undefined) await logOut(state, account.session);
      await setupAdmin.rpc('users.delete', { user_id: account.userId });
    });
    state.hearing?.meet(
      account,
      role.name,
      databasesOf(role).map((which) => state.databases[which].name),
    );
    const client = new Client(state, account.session, undefined, account.username);
    if (role.postgres === 'none' || role.collaborator === 'none') {
      return { client, account, postgresRoleOid: undefined };
    }
    const own =
      ownPostgresRole && role.postgres !== 'owner'
        ? await storedRole(world, `throwAwayAccount ${role.name}`)
        : undefined;
    const postgresRole = world.postgresRole(role.name);
    for (const which of databasesOf(role)) {
      await setupAdmin.rpc('collaborators.add', {
        database_id: state.databases[which].id,
        user_id: account.userId,
        configured_role_id: own?.id ?? postgresRole.storedRoleId,
      });
    }
    return { client, account, postgresRoleOid: own?.oid ?? postgresRole.oid, ...(own && { own }) };
  });
}
