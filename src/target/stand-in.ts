import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bundleOf } from './bundled';
import { ALL_EFFECTS } from './effects';
import type { Target } from './target';

/** The contents of the stand-in's details file, which only this user can read. */
export interface StandInDetails {
  baseUrl: string;
  admin: { username: string; password: string };
  /** Its internal database, with the role that owns everything. */
  databaseUrl: string;
  /** Where it accepts faults; present only when it was started with {@link WITH_FAULTS}. */
  controlUrl?: string;
}

/** A process that ends with this one, in any case. */
interface Running {
  /** A folder that is removed with the process, readable by this user only. */
  folder: string;
  pid: number;
  stop(): Promise<void>;
}

export type StandIn = StandInDetails & Running;

/** The programs of the stand-in, relative to the project; each prints one line that names its details file. */
const MAIN = 'stand-in/src/main';
const POSTGRES = 'stand-in/src/postgres/main';

/** An option of {@link startStandIn}: faults can be applied while it runs. */
export const WITH_FAULTS = { QA_PLAN_FAULT_CONTROL: '1' };

/** Reads the details file of a stand-in. */
const readStandIn = (file: string): StandInDetails =>
  JSON.parse(readFileSync(file, 'utf8')) as StandInDetails;

/** How long a program may take to start, and to end, in milliseconds. */
const LIMITS = { start: 30_000, end: 10_000 };

/**
 * Starts a stand-in.
 * @param env its options; see stand-in/README.md
 * @param ownGroup whether Ctrl-C in the terminal passes it by, so that a run can still remove from it what it made; its
 *   errors are then shown
 * @throws Error with the process's output when it does not start
 */
export async function startStandIn(
  env: Record<string, string> = {},
  { ownGroup = false } = {},
): Promise<StandIn> {
  const { file, ...running } = await start(MAIN, env, ownGroup);
  return { ...readStandIn(file), ...running };
}

/**
 * Starts an empty PostgreSQL.
 * @returns the process and its address, with the superuser `boss`
 * @throws Error with the process's output when it does not start
 */
export async function startPostgres(): Promise<{ databaseUrl: string } & Running> {
  const { file, ...running } = await start(POSTGRES, {});
  return { ...(JSON.parse(readFileSync(file, 'utf8')) as { databaseUrl: string }), ...running };
}

async function start(
  program: typeof MAIN | typeof POSTGRES,
  env: Record<string, string>,
  ownGroup = false,
): Promise<Running & { /** The details file. */ file: string }> {
  const file = await bundleOf(program);
  const loader = file.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : [];
  const child = spawn(process.execPath, [...loader, file], {
    env: { ...process.env, QA_PLAN_WATCH_PID: String(process.pid), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: ownGroup,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const details = await new Promise<string>((resolve, reject) => {
    let output = '';
    const failed = (how: string) => {
      clearTimeout(late);
      reject(new Error(`the stand-in did not start${how}:\n${output}`));
    };
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      failed(` within ${String(LIMITS.start / 1000)} s`);
    }, LIMITS.start);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /details=(.+)\n/.exec(output);
      if (!ready?.[1]) return;
      clearTimeout(late);
      resolve(ready[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => failed(''));
  });
  if (ownGroup) child.stderr.pipe(process.stderr);
  return {
    file: details,
    folder: path.dirname(details),
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), LIMITS.end);
      await ended;
      clearTimeout(late);
    },
  };
}

/** A fault that a stand-in can be given. */
export interface Fault {
  name: string;
  what: string;
  /** What kind it is of; `hand-made` for those that no registry gives. */
  kind: string;
  /** The method or endpoint that a generated fault breaks; undefined where it breaks more than one. */
  method?: string;
}

/** The faults that a stand-in started {@link WITH_FAULTS} can have. @throws Error when it was started without */
export async function faultsOf(standIn: StandInDetails): Promise<Fault[]> {
  return (await (await askControl(standIn, {})).json()) as Fault[];
}

/**
 * Runs work while a stand-in started {@link WITH_FAULTS} has a fault, and removes the fault afterwards.
 * @throws Error when it does not accept the fault; whatever the work throws
 */
export async function whileBroken<T>(
  standIn: StandInDetails,
  fault: string,
  work: () => Promise<T>,
): Promise<T> {
  await setFault(standIn, fault);
  try {
    return await work();
  } finally {
    await setFault(standIn, null);
  }
}

/**
 * Gives a stand-in started {@link WITH_FAULTS} a fault, replacing any other.
 * @param fault name of the fault; null removes it
 * @throws Error when it does not accept the fault
 */
export async function setFault(standIn: StandInDetails, fault: string | null): Promise<void> {
  await askControl(standIn, { method: 'PUT', body: JSON.stringify({ fault }) });
}

async function askControl({ controlUrl }: StandInDetails, request: RequestInit): Promise<Response> {
  if (controlUrl === undefined) throw new Error('the stand-in was started without fault control');
  // Between two faults may lie as long as a server keeps an idle connection.
  const answer = await fetch(controlUrl, { ...request, headers: { connection: 'close' } });
  if (!answer.ok) throw new Error(`the stand-in did not accept the fault: ${await answer.text()}`);
  return answer;
}

/** A stand-in as a target of the suite. It goes with the run and sends nothing anywhere, so all is allowed. */
export const standInTarget = ({ baseUrl, admin, databaseUrl }: StandInDetails, seed = 1): Target => ({
  install: 'local',
  standIn: true,
  baseUrl,
  admin,
  witness: databaseUrl,
  seed,
  allowedEffects: ALL_EFFECTS,
});

/** A stand-in in demo mode as a target that may be changed; its visitors must still be added. */
export const standInDemoTarget = ({ baseUrl, admin, databaseUrl }: StandInDetails, seed = 1) => ({
  install: 'demo' as const,
  baseUrl,
  admin,
  witness: databaseUrl,
  seed,
  mayChange: true,
});
