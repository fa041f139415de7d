import { rm } from 'node:fs/promises';
import { createApp } from './http/app';
import { listen } from './http/listen';
import { INTERNAL_DATABASE, Install } from './install';
import { createMethods } from './methods';
import { NEWEST, asOf, type Release } from './releases';
import { startServer, type Server } from './server';
import { makeStore, reopenStore } from './store/open';

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
  /** Ends the install and removes everything it made but kept data. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** The newest when not given. */
  release?: Release;
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
  const { folder, postgres, data } = await server;
  const { host, port, password, superuser } = postgres;
  const release = options.release ?? NEWEST;
  const install = new Install(
    {
      release,
      host,
      port,
      superuser,
      password,
      perUserDatabases: options.perUserDatabases ?? false,
      files: options.files ?? false,
    },
    asOf(release, createMethods()),
  );
  const kept = data?.kept;
  const admin = kept ? await reopenStore(install, kept) : await makeStore(install);
  const http = await listen({ fetch: createApp(install).fetch }, kept?.webPort);
  await data?.keep({ release, password, admin, postgresPort: port, webPort: http.port });
  const stop = async () => {
    await http.close();
    await install.close().catch(() => undefined);
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const baseUrl = `http://127.0.0.1:${String(http.port)}`;
  const databaseUrl = `postgres://${superuser}:${encodeURIComponent(password)}@${host}:${String(port)}/${INTERNAL_DATABASE}`;
  return { install, baseUrl, admin, databaseUrl, folder, stop };
}
