import { Client } from '../target/client';
import { tryLogin } from '../target/session';
import type { RunAccount, RunDatabase } from '../target/state';
import { databasesOf, type Role } from '../roles';
import { throwAwayPassword } from './postgres-role';
import { throwAwayAccount } from './throw-away-account';
import type { World } from './world';

/** What happens to a session or its account before it is used. */
export type SessionPast =
  | 'nothing'
  | 'sign-out'
  | 'sign-out elsewhere'
  | 'own password change'
  | 'password set by admin'
  | 'sign-in with a set password'
  | 'account deleted'
  | 'no admin any more'
  | 'no collaborator any more'
  | 'stored role deleted';

/** The database in which a role is a collaborator; the main one for roles without any. */
export const databaseOf = ({ state }: World, role: Role): RunDatabase =>
  state.databases[role.collaborator === 'other' ? 'other' : 'main'];

/**
 * A session of a new throw-away account of a role, after something happened to it.
 * @returns a client with the session, and the session's account; no session for anonymous
 * @throws CallFailed or InstallError when it can not be made to happen
 */
export async function spentSession(
  world: World,
  role: Role,
  past: SessionPast,
): Promise<{ client: Client; username: string; userId: number | undefined }> {
  const ownPostgresRole = past === 'stored role deleted';
  const { client, account } = await throwAwayAccount(world, role, world.name('session'), { ownPostgresRole });
  if (!account) return { client, username: world.name('nobody'), userId: undefined };
  const { username, userId, session } = account;
  const other = await happen(world, role, client, account, past);
  const left = standingAfter(role, past);
  world.state.hearing?.meet(
    account,
    left.role,
    left.databases.map((which) => world.state.databases[which].name),
  );
  // Whether the session has ended is what such an attempt is to show.
  return { client: other ?? new Client(world.state, session), username, userId };
}

/** Who an account is after it: what the answers may then tell it. */
function standingAfter(
  role: Role,
  past: SessionPast,
): { role: string; databases: ReturnType<typeof databasesOf> } {
  const databases = databasesOf(role);
  switch (past) {
    case 'nothing':
    case 'sign-out elsewhere':
    case 'sign-in with a set password':
      return { role: role.name, databases };
    case 'no admin any more':
      return { role: role.collaborator === 'main' ? 'database-owner' : 'outsider', databases };
    case 'no collaborator any more':
    case 'stored role deleted':
      return { role: role.account === 'admin' ? 'admin-elsewhere' : 'outsider', databases: [] };
    default:
      return { role: 'anonymous', databases: [] };
  }
}

/** Makes it happen; returns a client only if a session other than the account's first is meant. */
async function happen(
  world: World,
  role: Role,
  client: Client,
  account: RunAccount,
  past: SessionPast,
): Promise<Client | undefined> {
  const { setupAdmin, state } = world;
  const { userId: user_id, username, password } = account;
  const signIn = async (secret: string) =>
    new Client(state, (await tryLogin(state, username, secret)).session);
  const setPassword = async () => {
    const new_password = throwAwayPassword();
    await setupAdmin.rpc('users.password.revoke', { user_id, new_password });
    return new_password;
  };
  switch (past) {
    case 'nothing':
      return;
    case 'sign-out':
      await client.http({ method: 'GET', path: '/auth/logout/' });
      return;
    case 'sign-out elsewhere':
      await (await signIn(password)).http({ method: 'GET', path: '/auth/logout/' });
      return;
    case 'own password change':
      await client.rpc('users.password.replace_own', {
        old_password: password,
        new_password: throwAwayPassword(),
      });
      return;
    case 'password set by admin':
      await setPassword();
      return;
    case 'sign-in with a set password':
      return signIn(await setPassword());
    case 'account deleted':
      await setupAdmin.rpc('users.delete', { user_id });
      return;
    case 'no admin any more':
      await setupAdmin.rpc('users.patch_other', {
        user_id,
        username,
        is_superuser: false,
        email: `${username}@example.com`,
        full_name: username,
        display_language: 'en',
      });
      return;
    case 'no collaborator any more':
    case 'stored role deleted':
      await dismiss(world, role, user_id, past);
  }
}

async function dismiss(world: World, role: Role, userId: number, past: SessionPast): Promise<void> {
  const { setupAdmin } = world;
  const { id: database_id } = databaseOf(world, role);
  const entry = (await setupAdmin.rpc('collaborators.list', { database_id })).find(
    ({ user_id }) => user_id === userId,
  );
  if (!entry) throw new Error(`"${role.name}" is not a collaborator that could be removed`);
  if (past === 'no collaborator any more') {
    await setupAdmin.rpc('collaborators.delete', { collaborator_id: entry.id });
  } else {
    await setupAdmin.rpc('roles.configured.delete', { configured_role_id: entry.configured_role_id });
  }
}
