import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { installFirstAdmin, installFirstDatabase } from './first-admin';
import { ident, withConnection } from './db';
import { createApp } from './http/app';
import { Install } from './install';
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
 * Starts an embedded install on a free loopback port, over a PostgreSQL of its own or a given one.
 * @param server its PostgreSQL, started already or being started
 * @throws as {@link startServer}; Error when the role may not make the install's own tables in a given database, in
 *   which nothing is left then
 */
export async function startInstall(
  options: StartOptions = {},
  server: Promise<Server> = startServer(),
): Promise<StartedInstall> {
  const { folder, internal, given, stop: stopServer } = await server;
  const { host, port, user: role, password, database } = internal;
  const install = new Install(
    {
      ...{ host, port, role, password, database },
      givenServer: given,
      perUserDatabases: options.perUserDatabases ?? false,
      files: options.files ?? false,
    },
    createMethods(),
  );
  const admin = { username: 'admin', password: randomBytes(12).toString('base64url') };
  if (given) {
    try {
      await install.createStore();
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw notFit(internal, error);
    }
    // Its databases are for its owner to make or to connect: the role need not be allowed to create any.
    await installFirstAdmin(install, admin);
  } else {
    await withConnection(
      { ...internal, database: 'postgres' },
      (db) => db.run(`CREATE DATABASE ${ident(database)}`),
      { autocommit: true },
    );
    await install.createStore();
    await installFirstDatabase(install, await installFirstAdmin(install, admin));
  }

  const http = createAdaptorServer({ fetch: createApp(install).fetch });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  const stop = async () => {
    await new Promise<void>((resolve) => {
      http.close(() => resolve());
      if ('closeAllConnections' in http) http.closeAllConnections();
    });
    await install.close().catch(() => undefined);
    await stopServer();
    await rm(folder, { recursive: true, force: true });
  };
  const databaseUrl = `postgres://${role}:${encodeURIComponent(password)}@${host}:${String(port)}/${database}`;
  return { install, baseUrl, admin, databaseUrl, folder, stop };
}

function notFit({ host, port, database, user }: Server['internal'], error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(
    `the install's own tables can not be made in "${database}" at ${host}:${String(port)} as "${user}": ${reason}\n` +
      '  see docs/deployment.md for the privileges that it takes',
  );
}
