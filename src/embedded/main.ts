import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startInstall } from './start';

/**
 * Starts an embedded install and tells on standard output where it is and in which file (readable by this user only)
 * its credentials are. Ends, with everything it made, on SIGTERM, SIGINT, or when the watched process is gone.
 */
async function main(): Promise<void> {
  const started = await startInstall({
    perUserDatabases: process.env.QA_PLAN_DEMO === '1',
    files: process.env.QA_PLAN_FILES === '1',
    watchPid: Number(process.env.QA_PLAN_WATCH_PID) || undefined,
  });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void started.stop().finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  const { baseUrl, admin, databaseUrl, folder } = started;
  const file = path.join(folder, 'install.json');
  await writeFile(file, JSON.stringify({ baseUrl, admin, databaseUrl }), { mode: 0o600 });
  console.log(`embedded install ready url=${baseUrl} details=${file}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
