import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { withConnection } from './db';
import { createApp } from './http/app';
import { INTERNAL_DATABASE, Install } from './install';
import { createMethods } from './methods';
import { startPostgres } from './postgres';
import { installFirstAdmin } from './first-admin';

/** The role that owns everything on the embedded server, as a fresh real install has it. */
const SUPERUSER = 'mathesar';

/**
 * Starts an embedded install and tells on standard output where it is and in which file (readable by this user only)
 * its credentials are. Ends, with everything it made, on SIGTERM, SIGINT, or when the watched process is gone.
 */
async function main(): Promise<void> {
  const watched = Number(process.env['QA_PLAN_WATCH_PID']) || undefined;
  const folder = await mkdtemp(path.join(tmpdir(), 'qa-plan-embedded-'));
  const postgres = await startPostgres({
    folder,
    superuser: SUPERUSER,
    ...(watched === undefined ? {} : { watchPid: watched }),
  });
  const { host, port, password } = postgres;
  const asOwner = { host, port, user: SUPERUSER, password };
  await withConnection(
    { ...asOwner, database: 'postgres' },
    (db) => db.run(`CREATE DATABASE ${INTERNAL_DATABASE}`),
    { autocommit: true },
  );
  const install = new Install(
    { host, port, superuser: SUPERUSER, password, perUserDatabases: process.env['QA_PLAN_DEMO'] === '1' },
    createMethods(),
  );
  await install.createStore();
  const admin = { username: 'admin', password: randomBytes(12).toString('base64url') };
  await installFirstAdmin(install, admin);

  const server = serve({ fetch: createApp(install).fetch, hostname: '127.0.0.1', port: 0 }, ({ port: at }) => {
    const baseUrl = `http://127.0.0.1:${String(at)}`;
    const details = {
      baseUrl,
      admin,
      databaseUrl: `postgres://${SUPERUSER}:${encodeURIComponent(password)}@${host}:${String(port)}/${INTERNAL_DATABASE}`,
    };
    const file = path.join(folder, 'install.json');
    void writeFile(file, JSON.stringify(details), { mode: 0o600 }).then(() => {
      console.log(`embedded install ready url=${baseUrl} details=${file}`);
    });
  });

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    server.close();
    void install
      .close()
      .catch(() => undefined)
      .then(() => postgres.stop())
      .then(() => rm(folder, { recursive: true, force: true }))
      .finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
