import { rm } from 'node:fs/promises';
import { createApp } from './http/app';
import { listen } from './http/listen';
import { Install } from './install';
import { createMethods } from './methods/index';
import { NEWEST, asOf, type Release } from './releases';
import { startServer, type Server } from './server';
import { openStore } from './store/open';

/** Where a stand-in is, and its first administrator. */
export interface StandInDetails {
  baseUrl: string;
  admin: { username: string; password: string };
  /** The internal database, as the role that owns everything. */
  databaseUrl: string;
}

/** A stand-in in this process. */
export interface StartedInstall extends StandInDetails {
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
  /** As hosted demos are: databases per user, with sample data, and pages that say so. */
  publicDemo?: boolean;
  /** Keeps the files of file columns. */
  files?: boolean;
}

/**
 * Starts a stand-in on a free loopback port, over a PostgreSQL of its own or a given one.
 * @param server its PostgreSQL, started already or being started
 * @throws as {@link startServer}; Error when the role may not make the install's own tables in a given database, in
 *   which nothing is left then
 */
export async function startInstall(
  options: StartOptions = {},
  server: Promise<Server> = startServer(),
): Promise<StartedInstall> {
  const { folder, internal, given, data, stop: stopServer } = await server;
  const { host, port, user: role, password, database } = internal;
  const release = options.release ?? NEWEST;
  const install = new Install(
    {
      ...{ release, host, port, role, password, database },
      givenServer: given,
      perUserDatabases: options.perUserDatabases ?? options.publicDemo ?? false,
      publicDemo: options.publicDemo ?? false,
      files: options.files ?? false,
    },
    asOf(release, createMethods()),
  );
  const kept = data?.kept;
  const admin = await openStore(install, kept).catch(async (error: unknown) => {
    if (!given) throw error;
    await rm(folder, { recursive: true, force: true });
    throw notFit(internal, error);
  });
  const http = await listen({ fetch: createApp(install).fetch }, kept?.webPort);
  await data?.keep({ release, password, admin, postgresPort: port, webPort: http.port });
  const stop = async () => {
    await http.close();
    await install.close().catch(() => undefined);
    await stopServer();
    await rm(folder, { recursive: true, force: true });
  };
  const baseUrl = `http://127.0.0.1:${String(http.port)}`;
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
