import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { withConnection } from './db';
import { installFirstAdmin } from './first-admin';
import { createApp } from './http/app';
import { INTERNAL_DATABASE, Install } from './install';
import { createMethods } from './methods';
import { startServer, type Server } from './server';

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
}

/**
 * Starts an embedded install on a free loopback port, over a PostgreSQL of its own.
 * @param server its PostgreSQL, started already or being started
 * @throws as {@link startServer}
 */
export async function startInstall(
  options: StartOptions = {},
  server: Promise<Server> = startServer(),
): Promise<StartedInstall> {
  const { folder, postgres } = await server;
  const { host, port, password, superuser } = postgres;
  await withConnection(
    { host, port, user: superuser, password, database: 'postgres' },
    (db) => db.run(`CREATE DATABASE ${INTERNAL_DATABASE}`),
    {
      autocommit: true,
    },
  );
  const install = new Install(
    {
      host,
      port,
      superuser,
      password,
      perUserDatabases: options.perUserDatabases ?? false,
      files: options.files ?? false,
    },
    createMethods(),
  );
  await install.createStore();
  const admin = { username: 'admin', password: randomBytes(12).toString('base64url') };
  await installFirstAdmin(install, admin);

  const http = createAdaptorServer({ fetch: createApp(install).fetch });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  const stop = async () => {
    await new Promise<void>((resolve) => {
      http.close(() => resolve());
      if ('closeAllConnections' in http) http.closeAllConnections();
    });
    await install.close().catch(() => undefined);
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const databaseUrl = `postgres://${superuser}:${encodeURIComponent(password)}@${host}:${String(port)}/${INTERNAL_DATABASE}`;
  return { install, baseUrl, admin, databaseUrl, folder, stop };
}
