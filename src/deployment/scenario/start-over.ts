import { startStandIn } from '../../target/stand-in';
import { Client } from '../../target/client';
import { login } from '../../target/session';
import { id, text, type Superuser } from './superuser';
import type { Connecting } from './arrange';
import { NotStarted } from './refusal';
import { messageOf } from '../../target/message';

/** A stand-in over a database of an existing server. */
export interface StartedInstall {
  client: Client;
  own: Connecting;
  internal: string;
  stop(): Promise<void>;
}

/**
 * Starts a stand-in, as the given role over the given database.
 * @throws NotStarted with the output of its process
 */
export async function startInstallOver(superuser: Superuser, own: Connecting): Promise<StartedInstall> {
  const { role, password, database } = own;
  const place = `${superuser.host}:${String(superuser.port)}/${database}`;
  const install = await startStandIn({
    QA_PLAN_DATABASE_URL: `postgres://${role}:${password}@${place}`,
  }).catch((error: unknown) => {
    throw new NotStarted(messageOf(error));
  });
  const { baseUrl, admin } = install;
  const { session } = await login(baseUrl, admin.username, admin.password);
  return { client: new Client(baseUrl, session), own, internal: database, stop: () => install.stop() };
}

/** The same over a new role and database, in the usual setup: the role owns the database. */
export async function startOver(superuser: Superuser, own: Connecting): Promise<StartedInstall> {
  const { role, password, database } = own;
  await superuser.run(
    'postgres',
    `CREATE ROLE ${id(role)} LOGIN PASSWORD ${text(password)}`,
    `CREATE DATABASE ${id(database)} OWNER ${id(role)}`,
  );
  // An owner's implicit privileges can not be revoked one by one.
  await superuser.run(
    database,
    `ALTER DATABASE ${id(database)} OWNER TO boss`,
    `GRANT CONNECT ON DATABASE ${id(database)} TO ${id(role)}`,
    `GRANT USAGE, CREATE ON SCHEMA public TO ${id(role)}`,
  );
  return startInstallOver(superuser, own);
}
