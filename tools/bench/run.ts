import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT } from '../../tests/integration/support/run-cli';

/** A command that has ended. */
export interface Ran {
  code: number | null;
  /** Standard output and standard error. */
  text: string;
  /** When it was started, in milliseconds since 1970. */
  at: number;
  /** From its start to its end. */
  seconds: number;
  /** The most memory that the process itself held, without its children, in MB; undefined where it can not be told. */
  megabytes: number | undefined;
}

/** Milliseconds between two looks at the memory of a process. */
const LOOK_MS = 100;

export const PLAYWRIGHT = path.join(PROJECT, 'node_modules/@playwright/test/cli.js');

interface Options {
  env: NodeJS.ProcessEnv;
  /** Where; by default in the project. */
  cwd?: string;
  /** The program, instead of Node. */
  command?: string;
  /** Interrupts it, as Ctrl-C does, and then waits for its end, too. */
  signal?: AbortSignal;
}

/** Runs a Node program of the project to its end, whatever that is. */
export function run(
  args: readonly string[],
  { env, cwd = PROJECT, command = process.execPath, signal }: Options,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const at = Date.now();
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const interrupt = (): void => void child.kill('SIGINT');
    signal?.addEventListener('abort', interrupt);
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    let megabytes: number | undefined;
    const looking = setInterval(() => (megabytes = peakOf(child.pid) ?? megabytes), LOOK_MS);
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(looking);
      signal?.removeEventListener('abort', interrupt);
      resolve({ code, text, at, seconds: (performance.now() - started) / 1000, megabytes });
    });
  });
}

/** As {@link run}. @throws Error with all that the program printed when it does not end with 0 */
export async function runWell(...args: Parameters<typeof run>): Promise<Ran> {
  const ran = await run(...args);
  if (ran.code !== 0)
    throw new Error(`${args[0].join(' ')} ended with ${String(ran.code)}:\n${ran.text.slice(-4000)}`);
  return ran;
}

/** The most memory that a process has held so far, in MB. Linux only. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const [, kilobytes] =
      /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
