import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { withConnection } from './db';
import { installFirstAdmin } from './first-admin';
import { createApp } from './http/app';
import { INTERNAL_DATABASE, Install } from './install';
import { createMethods } from './methods';
import { startPostgres } from './postgres';

/** The role that owns everything on the embedded server, as a fresh real install has it. */
const SUPERUSER = 'mathesar';

/** Where an embedded install is, and its first administrator. */
export interface EmbeddedDetails {
  baseUrl: string;
  admin: { username: string; password: string };
  /** The internal database, as the role that owns everything. */
  databaseUrl: string;
}

/** An embedded install in this process. */
export interface StartedInstall extends EmbeddedDetails {
  install: Install;
  /** A folder that ends with the install; others can not list it. */
  folder: string;
  /** Ends the install and removes everything it made. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Every added user gets a PostgreSQL role and a database of their own. */
  perUserDatabases?: boolean;
  /** Keeps the files of file columns. */
  files?: boolean;
  /** A process whose end ends the install. */
  watchPid?: number | undefined;
}

/**
 * Starts an embedded install on a free loopback port, over a PostgreSQL of its own.
 * @throws Error when PostgreSQL does not start; see {@link startPostgres}
 */
export async function startInstall(options: StartOptions = {}): Promise<StartedInstall> {
  const folder = await mkdtemp(path.join(tmpdir(), 'qa-plan-embedded-'));
  const postgres = await startPostgres({ folder, superuser: SUPERUSER, watchPid: options.watchPid });
  const { host, port, password } = postgres;
  const superuser = { host, port, user: SUPERUSER, password, database: 'postgres' };
  await withConnection(superuser, (db) => db.run(`CREATE DATABASE ${INTERNAL_DATABASE}`), {
    autocommit: true,
  });
  const install = new Install(
    {
      host,
      port,
      superuser: SUPERUSER,
      password,
      perUserDatabases: options.perUserDatabases ?? false,
      files: options.files ?? false,
    },
    createMethods(),
  );
  await install.createStore();
  const admin = { username: 'admin', password: randomBytes(12).toString('base64url') };
  await installFirstAdmin(install, admin);

  const server = createAdaptorServer({ fetch: createApp(install).fetch });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const stop = async () => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      if ('closeAllConnections' in server) server.closeAllConnections();
    });
    await install.close().catch(() => undefined);
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const databaseUrl = `postgres://${SUPERUSER}:${encodeURIComponent(password)}@${host}:${String(port)}/${INTERNAL_DATABASE}`;
  return { install, baseUrl, admin, databaseUrl, folder, stop };
}
