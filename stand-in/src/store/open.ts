import { randomBytes } from 'node:crypto';
import type { KeptInstall } from '../data-folder';
import { ident, withConnection } from '../db';
import type { Install } from '../install';
import { answer } from '../rpc';
import { hashPassword } from '../passwords';
import type { UserRow } from './schema';

/** The install's first administrator. */
type Admin = KeptInstall['admin'];

/**
 * Opens the tables that were kept, or makes what a fresh install has: its own tables, an administrator, and on a
 * server of its own a first database. On a given server databases are for its owner to make or to connect: the role
 * need not be allowed to create any.
 * @throws Error when PostgreSQL does not let the install's role do that
 */
export async function openStore(install: Install, kept: KeptInstall | undefined): Promise<Admin> {
  if (kept) return reopenStore(install, kept);
  const admin = { username: 'admin', password: randomBytes(12).toString('base64url') };
  const { database, givenServer } = install.options;
  if (!givenServer) {
    await withConnection(install.dsn('postgres'), (db) => db.run(`CREATE DATABASE ${ident(database)}`), {
      autocommit: true,
    });
  }
  await install.createStore();
  const user = await installFirstAdmin(install, admin);
  if (!givenServer) await installFirstDatabase(install, user);
  return admin;
}

/** Where PostgreSQL had to take another port, the entry of its server follows. */
async function reopenStore(install: Install, kept: KeptInstall): Promise<Admin> {
  const { host, port } = install.options;
  if (port !== kept.postgresPort) {
    await install.store.run('UPDATE mathesar_server SET port = $3 WHERE host = $1 AND port = $2', [
      host,
      kept.postgresPort,
      port,
    ]);
  }
  return kept.admin;
}

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
