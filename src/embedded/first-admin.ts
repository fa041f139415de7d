import type { Install } from './install';
import { hashPassword } from './store/password';

/** Makes the account that a fresh install starts with: an administrator whose password needs no change. */
export async function installFirstAdmin(
  install: Install,
  admin: { username: string; password: string },
): Promise<void> {
  await install.store.run(
    `INSERT INTO mathesar_user (username, password, is_superuser, password_change_needed)
     VALUES ($1, $2, true, false)`,
    [admin.username, await hashPassword(admin.password)],
  );
}
