import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openDataFolder } from './data-folder';
import type { Install } from './install';
import { readRelease } from './releases';
import { givenServer, startServer } from './server';

/**
 * Starts a stand-in, over a PostgreSQL of its own or over an empty database of a given one
 * (QA_PLAN_DATABASE_URL, which names the role to run by), and tells on standard output where it is and in which file
 * (readable by this user only) its credentials are. Ends, with everything it made but the data that QA_PLAN_DATA asks
 * to keep, on SIGTERM, SIGINT, or when the watched process is gone.
 */
async function main(): Promise<void> {
  const release = readRelease(process.env.QA_PLAN_RELEASE);
  const { QA_PLAN_DATA: kept = '', QA_PLAN_DATABASE_URL: given } = process.env;
  const watched = Number(process.env.QA_PLAN_WATCH_PID) || undefined;
  const data = kept === '' ? undefined : await openDataFolder(kept, release);
  const server = given ? givenServer(given) : startServer(watched, data);
  // PostgreSQL starts while the rest is loaded, which takes as long.
  const [{ startInstall }] = await Promise.all([import('./start'), server]);
  const options = {
    release,
    ...(process.env.QA_PLAN_DEMO === '1' && { perUserDatabases: true }),
    publicDemo: process.env.QA_PLAN_DEMO === 'public',
    files: process.env.QA_PLAN_FILES === '1',
  };
  const started = await startInstall(options, server);
  const controlUrl = await breakOnRequest(started.install);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void started.stop().finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (given && watched) whenGone(watched, stop);

  const { baseUrl, admin, databaseUrl } = started;
  const file = path.join(started.folder, 'install.json');
  await writeFile(file, JSON.stringify({ baseUrl, admin, databaseUrl, controlUrl }), { mode: 0o600 });
  console.log(`stand-in ready url=${baseUrl} details=${file}`);
}

/**
 * Breaks the install by the faults that QA_PLAN_FAULT names.
 * @returns where further faults can be applied, if QA_PLAN_FAULT_CONTROL asks for that
 */
async function breakOnRequest(install: Install): Promise<string | undefined> {
  const { QA_PLAN_FAULT: fault, QA_PLAN_FAULT_CONTROL: control } = process.env;
  if (!fault && control !== '1') return undefined;
  const { FaultSwitch } = await import('./faults/index');
  const faults = new FaultSwitch(install);
  if (fault) await faults.set(...fault.split(',').map((name) => name.trim()));
  return control === '1' ? (await import('./faults/control')).serveFaults(faults) : undefined;
}

/** A PostgreSQL of the install's own does this itself; over a given one nobody else would. */
function whenGone(pid: number, stop: () => void): void {
  setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      stop();
    }
  }, 500).unref();
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
