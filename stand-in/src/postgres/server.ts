import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries';
import { plainEnvironment, serverSettings } from './settings';
import { asOwner, type Owner } from './owner';
import type { Watchdog } from './start-watchdog';

/** All that is needed to make a cluster and run its server. */
export interface Cluster {
  binaries: Binaries;
  /** The user that runs it, undefined for the user of this process. */
  owner: Owner | undefined;
  /** Working folder of the processes. */
  home: string;
  dataDir: string;
  /** File that all messages are appended to. */
  log: string;
  watchdog: Watchdog;
  /** Settings of the server besides those of the cluster. */
  settings: Readonly<Record<string, string>>;
}

/** A running server. */
export interface Server {
  port: number;
  process: ChildProcess;
}

const startMilliseconds = 30_000;
const portTries = 10;
const fastMilliseconds = 3000;
const immediateMilliseconds = 1000;

/** The options by which initdb makes a cluster, wherever it is. */
export const clusterOptions = (superuser: string): string[] => [
  `--username=${superuser}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--text-search-config=english',
  '--wal-segsize=4',
  '--no-data-checksums',
  '--no-sync',
  '--no-instructions',
  ...options(serverSettings),
];

/**
 * Makes the cluster with initdb.
 *
 * @param passwordFile file with the superuser's password, so that it never is an argument for all users to see
 * @throws Error with the end of initdb's output
 */
export function initialise(cluster: Cluster, superuser: string, passwordFile: string): Promise<void> {
  const where = [`--pgdata=${cluster.dataDir}`, `--pwfile=${passwordFile}`];
  return runToEnd(cluster, cluster.binaries.initdb, [...where, ...clusterOptions(superuser)]);
}

/**
 * Gives the superuser of a cluster whose server does not run another password, which no file ever holds.
 *
 * @param password of letters, digits, `-` and `_`
 * @throws Error with the end of the server's messages
 */
export function setPassword(cluster: Cluster, superuser: string, password: string): Promise<void> {
  const args = ['--single', '-D', cluster.dataDir];
  // An error ends it; the log does not get the statement.
  const settings = options({ exit_on_error: 'on', log_min_error_statement: 'panic' });
  const statement = `ALTER ROLE "${superuser.replaceAll('"', '""')}" PASSWORD '${password}'\n`;
  return runToEnd(cluster, cluster.binaries.postgres, [...args, ...settings, 'postgres'], statement);
}

async function runToEnd(cluster: Cluster, program: string, args: string[], input?: string): Promise<void> {
  const before = await size(cluster.log);
  const child = await run(cluster, program, args, input);
  if (!hasEnded(child)) await once(child, 'exit');
  cluster.watchdog.ended(child.pid ?? 0);
  if (child.exitCode === 0) return;
  throw new Error(
    `PostgreSQL could not be set up in ${cluster.dataDir}: ${howEnded(child)}\n` +
      indented(await messagesSince(cluster.log, before)),
  );
}

/**
 * Starts the server and waits until it accepts connections. A free port is free only until somebody takes it, so a
 * taken one is replaced by another, up to ten times.
 *
 * @param choosePort gives the port to try
 * @throws Error with the end of the server's messages, when it ends or is not ready within 30 s
 */
export async function startServer(cluster: Cluster, choosePort: () => Promise<number>): Promise<Server> {
  for (let tries = 1; ; tries += 1) {
    const port = await choosePort();
    const before = await size(cluster.log);
    const args = ['-D', cluster.dataDir, '-p', String(port), ...options(cluster.settings)];
    const server = await run(cluster, cluster.binaries.postgres, args);
    const problem = await untilReady(cluster, server);
    if (problem === undefined) {
      server.unref();
      return { port, process: server };
    }
    await stopServer(server);
    cluster.watchdog.ended(server.pid ?? 0);
    const messages = await messagesSince(cluster.log, before);
    if (messages.includes('could not bind') && tries < portTries) continue;
    throw new Error(
      `PostgreSQL could not be started on 127.0.0.1:${String(port)} (try ${String(tries)}): ${problem}\n` +
        indented(messages),
    );
  }
}

/**
 * Ends the server: sessions are cut off and it shuts down; after 3 s it is made to, after another second killed.
 */
export async function stopServer(server: ChildProcess): Promise<void> {
  server.ref();
  if (await endsAfter(server, 'SIGINT', fastMilliseconds)) return;
  if (await endsAfter(server, 'SIGQUIT', immediateMilliseconds)) return;
  await endsAfter(server, 'SIGKILL', immediateMilliseconds);
}

/**
 * A port of the loopback address that nobody listens on at this moment.
 *
 * @throws Error when the system has none
 */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

const options = (settings: Readonly<Record<string, string>>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** Starts a program of PostgreSQL as its owner, its messages going to the log, guarded by the watchdog. */
async function run(cluster: Cluster, program: string, args: string[], input?: string): Promise<ChildProcess> {
  const log = openLog(cluster.log);
  try {
    const child = spawn(program, args, {
      cwd: cluster.home,
      env: plainEnvironment(),
      // A group of its own: Ctrl-C in a terminal is for the process that will stop the server in good order.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: [input === undefined ? 'ignore' : 'pipe', log, log],
      ...asOwner(cluster.owner),
    });
    if (child.pid !== undefined) cluster.watchdog.started(child.pid);
    await once(child, 'spawn');
    // That it ended before it read is told by its exit code.
    child.stdin?.on('error', () => undefined).end(input);
    return child;
  } catch (error) {
    throw new Error(
      `PostgreSQL could not be run: ${error instanceof Error ? error.message : String(error)}\n` +
        `  program: ${program}${cluster.owner === undefined ? '' : `, as user id ${String(cluster.owner.uid)}`}\n` +
        '  ENOENT means a C library that it was not built for (Alpine Linux), EACCES a folder mounted noexec,\n' +
        '  EINVAL or EPERM a container that does not know that user: run as another user than root',
    );
  } finally {
    closeSync(log);
  }
}

function openLog(path: string): number {
  try {
    return openSync(path, 'a', 0o600);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `PostgreSQL can not write its log: ${reason}\n  make its folder first, or give another one`,
    );
  }
}

async function endsAfter(
  server: ChildProcess,
  signal: NodeJS.Signals,
  milliseconds: number,
): Promise<boolean> {
  if (hasEnded(server)) return true;
  server.kill(signal);
  return once(server, 'exit', { signal: AbortSignal.timeout(milliseconds) }).then(
    () => true,
    () => false,
  );
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function howEnded(child: ChildProcess): string {
  return `${child.spawnfile} ended with ${child.signalCode ?? `code ${String(child.exitCode)}`}`;
}

/** What keeps the server from being ready, undefined when it is; it says so in a file, which pg_ctl reads as well. */
async function untilReady(cluster: Cluster, server: ChildProcess): Promise<string | undefined> {
  const deadline = Date.now() + startMilliseconds;
  while (Date.now() < deadline) {
    if (hasEnded(server)) return howEnded(server);
    const lines = (await readFile(join(cluster.dataDir, 'postmaster.pid'), 'utf8').catch(() => '')).split(
      '\n',
    );
    if (lines[0] === String(server.pid) && lines[7]?.trim() === 'ready') return undefined;
    await sleep(10);
  }
  return `not ready after ${String(startMilliseconds / 1000)} s`;
}

async function size(file: string): Promise<number> {
  return stat(file).then(
    (stats) => stats.size,
    () => 0,
  );
}

/** What has been appended to a log since it had a size. */
async function messagesSince(log: string, before: number): Promise<string> {
  const content = await readFile(log).catch(() => Buffer.alloc(0));
  return content.subarray(before).toString('utf8').trimEnd();
}

/** The last lines of messages, as the evidence below an error's first line. */
function indented(messages: string): string {
  if (messages === '') return '  it gave no message';
  const lines = messages.split('\n').slice(-15);
  return lines.map((line) => `  ${line}`).join('\n');
}
