import type { Install } from './install';
import { answer } from './rpc';
import { hashPassword } from './store/password';
import type { UserRow } from './store/rows';

/** A fresh install comes with one connected database, as somebody who just installed the real one has it. */
const FIRST_DATABASE = 'home';

/** Makes the administrator that a fresh install starts with, whose password needs no change. */
export async function installFirstAdmin(
  install: Install,
  admin: { username: string; password: string },
): Promise<UserRow | undefined> {
  return install.store.row<UserRow>(
    `INSERT INTO mathesar_user (username, password, is_superuser, password_change_needed)
     VALUES ($1, $2, true, false) RETURNING *`,
    [admin.username, await hashPassword(admin.password)],
  );
}

/**
 * Makes the first database, as a user.
 * @throws Error when the install's own methods refuse that
 */
export async function installFirstDatabase(install: Install, user: UserRow | undefined): Promise<void> {
  const request = {
    jsonrpc: '2.0',
    id: 1,
    method: 'databases.setup.create_new',
    params: { database: FIRST_DATABASE },
  };
  const reply = JSON.stringify(await answer(install, { user, session: undefined }, JSON.stringify(request)));
  if (!reply.includes('"result"')) throw new Error(`the first database could not be made: ${reply}`);
}
