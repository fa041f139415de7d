import { randomBytes } from 'node:crypto';
import { ident, literal, withConnection } from '../db';
import type { Install } from '../install';
import type { UserRow } from '../store/rows';
import { connectAs } from '../call';
import { connect, dsn, installIn, ownConnection, refuseInternalDatabase } from './connected-database';
import { putSampleData } from './sample-data';

/**
 * Demo mode: gives a new user a PostgreSQL role and a database of their own, both named like the user.
 * @throws RpcError -28002 for the internal database's name, -30047 when there is such a role already
 */
export async function setUpHomeDatabase(install: Install, user: UserRow): Promise<void> {
  const name = user.username;
  refuseInternalDatabase(install, name);
  const password = randomBytes(12).toString('base64url');
  await asOwner(install, `CREATE ROLE ${ident(name)} LOGIN PASSWORD ${literal(password)}`);
  await asOwner(install, `CREATE DATABASE ${ident(name)} OWNER ${ident(name)}`);
  await install.storeTransaction(async (store) => {
    const spec = { ...ownConnection(install), role: name, password, database: name, nickname: name };
    const connection = await connect(store, spec, user.id);
    const database = await installIn(store, install.options.release, connection);
    if (install.options.publicDemo) {
      await connectAs(dsn(connection.server, database, connection.role), putSampleData);
    }
  });
}

/** Takes back a user whose home could not be set up, so that the attempt leaves nothing. */
export async function dropHomeDatabase(install: Install, user: UserRow): Promise<void> {
  await install.store.run('DELETE FROM mathesar_user WHERE id = $1', [user.id]);
}

/** PostgreSQL makes databases outside transactions only. */
async function asOwner(install: Install, sql: string): Promise<void> {
  await withConnection(install.dsn(install.options.database), (db) => db.run(sql), { autocommit: true });
}
