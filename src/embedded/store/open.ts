import { randomBytes } from 'node:crypto';
import type { KeptInstall } from '../data-folder';
import { withConnection } from '../db';
import { installFirstAdmin } from '../first-admin';
import { INTERNAL_DATABASE, type Install } from '../install';

/** The install's first administrator. */
type Admin = KeptInstall['admin'];

/** Makes what a fresh install has: its own tables, an administrator, a first database. */
export async function makeStore(install: Install): Promise<Admin> {
  await withConnection(install.dsn('postgres'), (db) => db.run(`CREATE DATABASE ${INTERNAL_DATABASE}`), {
    autocommit: true,
  });
  await install.createStore();
  const admin = { username: 'admin', password: randomBytes(12).toString('base64url') };
  await installFirstAdmin(install, admin);
  return admin;
}

/** Opens the tables that were kept; where PostgreSQL had to take another port, the entry of its server follows. */
export async function reopenStore(install: Install, kept: KeptInstall): Promise<Admin> {
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
