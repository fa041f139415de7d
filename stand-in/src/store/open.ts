import { randomBytes } from 'node:crypto';
import type { KeptInstall } from '../data-folder';
import { ident, withConnection } from '../db';
import { installFirstAdmin, installFirstDatabase } from '../first-admin';
import type { Install } from '../install';

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
