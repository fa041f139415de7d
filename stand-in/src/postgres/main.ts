import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from './index';

const SUPERUSER = 'boss';

/**
 * Starts an empty PostgreSQL alone and prints the file that holds its address. It ends on SIGTERM or SIGINT, or with
 * the process that QA_PLAN_WATCH_PID names.
 */
async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'qa-plan-postgres-'));
  const watchPid = Number(process.env.QA_PLAN_WATCH_PID) || undefined;
  const server = await startPostgres({ folder, superuser: SUPERUSER, watchPid });
  const stop = () => void server.stop().finally(() => process.exit(0));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const { host, port, password } = server;
  const databaseUrl = `postgres://${SUPERUSER}:${encodeURIComponent(password)}@${host}:${String(port)}/postgres`;
  const file = path.join(folder, 'postgres.json');
  await writeFile(file, JSON.stringify({ databaseUrl }), { mode: 0o600 });
  // The server alone does not keep this process, and would end with it.
  setInterval(() => undefined, 2 ** 30);
  console.log(`PostgreSQL ready details=${file}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
