import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFolder, prepareBinaries } from './binaries';
import { prepareKeptData, type KeptData, memoryFolder } from './data-place';
import { obstacleAbove, postgresOwner, type Owner } from './owner';
import {
  clusterOptions,
  freePort,
  initialise,
  setPassword,
  startServer,
  stopServer,
  type Cluster,
} from './server';
import { keptSettings } from './settings';
import { startWatchdog } from './start-watchdog';
import { copyTemplate, keepTemplate, templateFolder } from './template';

/** A running PostgreSQL, with an empty cluster unless its data were kept; every connection over TCP, every role with a password. */
export interface Postgres {
  host: '127.0.0.1';
  port: number;
  superuser: string;
  /** Random, known to this process only, unless the data are kept. */
  password: string;
  dataDir: string;
  /** Ends the server and removes the run's folder with all that is in it, but no kept data. Can be called more than once. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** An existing private folder of this run, in which everything lives. It is removed with the server. */
  folder: string;
  /** Name of the superuser. */
  superuser: string;
  /** File that the server's messages are appended to; `postgres.log` in the folder when not given. */
  log?: string | undefined;
  /** Process (the test runner, say) whose end ends this process, the server and the folder. */
  watchPid?: number | undefined;
  /** Data that outlive this server; without it they are new, and removed with the folder. */
  keep?: KeptData | undefined;
  /** Gives the port to listen on, and is asked again when that is taken; a free one when not given. */
  choosePort?: (() => Promise<number>) | undefined;
}

/**
 * Starts a PostgreSQL of its own: new cluster, free port of the loopback address, random password; or those of data
 * that were kept.
 *
 * It does not outlive this process: when that ends in whatever way without `stop()`, a watchdog ends the server and
 * removes the folder. As root the server runs as `nobody`, to whose group the folder is then opened (not to be listed);
 * where that user can not get to it, the data lie in a folder of their own in the system's temporary folder. The data
 * folder is a link into memory where there is room, or to a folder whose data are kept.
 *
 * @throws Error when the folder is not one that may be removed or `watchPid` no process id (both before anything is
 *   done), when there is no PostgreSQL for this platform, or when it can not be set up or started, with the end of its
 *   messages. Nothing is left behind then, the folder included.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const folder = await checkedFolder(options.folder);
  const folders = [folder];
  const watchdog = await startWatchdog(folder, checkedPid(options.watchPid));
  const tidyUp = async (): Promise<void> => {
    for (const each of folders) await rm(each, { recursive: true, force: true, maxRetries: 10 });
    watchdog.done();
  };
  try {
    const native = packageFolder();
    const owner = await postgresOwner();
    const home = await makeHome(folder, owner);
    folders.push(home);
    const dataDir = join(home, 'data');
    watchdog.guard(home, dataDir);
    const { keep } = options;
    const memory = keep === undefined ? await memoryFolder(owner) : undefined;
    if (memory !== undefined) {
      folders.push(memory);
      watchdog.guard(memory, dataDir);
      await symlink(memory, dataDir);
    }
    if (keep !== undefined) {
      await prepareKeptData(keep, owner);
      // Windows links folders without special rights only in this way.
      await symlink(keep.folder, dataDir, 'junction');
    }

    const binaries = await prepareBinaries(native, join(home, 'native'), owner);
    const log = options.log ?? join(folder, 'postgres.log');
    const settings = keep === undefined ? {} : keptSettings;
    const cluster = { binaries, owner, home, dataDir, log, watchdog, settings };
    const password = keep?.known?.password ?? (await makeCluster(cluster, options.superuser, native));
    const choosePort = options.choosePort ?? portsFrom(keep?.known?.port);
    const server = await startServer(cluster, choosePort);

    let stopped: Promise<void> | undefined;
    return {
      host: '127.0.0.1',
      port: server.port,
      superuser: options.superuser,
      password,
      dataDir,
      stop: () => (stopped ??= stopServer(server.process).then(tidyUp)),
    };
  } catch (error) {
    await tidyUp();
    throw error;
  }
}

/** Makes the cluster, from one that was made before where there is one. @returns the superuser's password */
async function makeCluster(cluster: Cluster, superuser: string, native: string): Promise<string> {
  const template = templateFolder(native, clusterOptions(superuser));
  const password = randomPassword();
  try {
    await copyTemplate(template, cluster.dataDir, cluster.owner);
    await setPassword(cluster, superuser, password);
    return password;
  } catch {
    // None is kept, or no whole one.
  }
  for (const name of await readdir(cluster.dataDir).catch(() => []))
    await rm(join(cluster.dataDir, name), { recursive: true });
  const file = join(cluster.home, 'password');
  await writeFile(file, randomPassword(), { mode: 0o600 });
  if (cluster.owner !== undefined) await chown(file, cluster.owner.uid, cluster.owner.gid);
  await initialise(cluster, superuser, file);
  await rm(file);
  keepTemplate(template, cluster.dataDir);
  await setPassword(cluster, superuser, password);
  return password;
}

const randomPassword = () => randomBytes(24).toString('base64url');

/** The last port first, which the data's own entries name; then free ones. */
function portsFrom(last: number | undefined): () => Promise<number> {
  let next = last;
  return () => {
    const port = next === undefined ? freePort() : Promise.resolve(next);
    next = undefined;
    return port;
  };
}

/** Anything else would be taken for a process that is gone, which ends this one. */
function checkedPid(pid: number | undefined): number | undefined {
  if (pid === undefined || (Number.isInteger(pid) && pid > 1)) return pid;
  throw new Error(
    `watchPid must be a process id, got ${String(pid)}\n  leave it out to watch no further process`,
  );
}

/** The folder's real path; refused when removing it would take more than this run with it. */
async function checkedFolder(path: string): Promise<string> {
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory() !== true) {
    throw new Error(
      `PostgreSQL needs an existing folder of its own: ${path} is none\n  make it first (mkdtemp)`,
    );
  }
  const folder = await realpath(path);
  if ((await stat(join(folder, 'postgres')).catch(() => undefined)) !== undefined) {
    throw new Error(
      `PostgreSQL will not use ${path}: it holds the files of another one\n  give each its own (mkdtemp)`,
    );
  }
  for (const precious of [process.cwd(), homedir(), tmpdir(), fileURLToPath(new URL('.', import.meta.url))]) {
    const real = await realpath(precious).catch(() => precious);
    const inside = relative(folder, real);
    if (inside === '' || (inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside))) {
      throw new Error(
        `PostgreSQL will not use ${path}: its folder is removed in the end, and that would take ${precious} along\n` +
          '  give it a new folder of its own (mkdtemp)',
      );
    }
  }
  return folder;
}

/** A private folder of the server's user, in the run's folder or, where that user can not reach it, outside. */
async function makeHome(folder: string, owner: Owner | undefined): Promise<string> {
  if (owner === undefined) {
    const home = join(folder, 'postgres');
    await mkdir(home, { mode: 0o700 });
    return home;
  }
  const blocked = await obstacleAbove(folder, owner);
  const home = blocked === undefined ? join(folder, 'postgres') : await makeOutside(blocked, owner);
  if (blocked === undefined) {
    // To be entered by the server's group, not to be listed: the folder's name need not be a secret.
    await chown(folder, -1, owner.gid);
    await chmod(folder, ((await stat(folder)).mode & 0o700) | 0o010);
    await mkdir(home, { mode: 0o700 });
  }
  await chown(home, owner.uid, owner.gid);
  return home;
}

async function makeOutside(blocked: string, owner: Owner): Promise<string> {
  const candidates = [tmpdir(), '/tmp'];
  for (const candidate of candidates) {
    const home = await mkdtemp(join(candidate, 'mathesar-qa-postgres-')).catch(() => undefined);
    if (home === undefined) continue;
    const real = await realpath(home);
    if ((await obstacleAbove(real, owner)) === undefined) return real;
    await rm(home, { recursive: true, force: true });
  }
  throw new Error(
    `PostgreSQL can not run as root, and user id ${String(owner.uid)} can not enter ${blocked}\n` +
      `  nor a folder made in ${candidates.join(' or ')}\n` +
      '  set TMPDIR to a folder that every user can enter, or run as another user than root',
  );
}
