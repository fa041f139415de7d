import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EmbeddedDetails } from './start';

export interface RunningInstall extends EmbeddedDetails {
  /** A folder that ends with the install, readable by this user only. */
  folder: string;
  pid: number;
  stop(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');

/**
 * Starts an embedded install of its own process; it ends with this process, whatever happens to it.
 * @param env options, as environment variables of {@link MAIN}
 * @throws Error with the process's own words when it does not start
 */
export async function spawnEmbedded(env: Record<string, string> = {}): Promise<RunningInstall> {
  const child = spawn(process.execPath, ['--import', TSX, MAIN], {
    env: { ...process.env, QA_PLAN_WATCH_PID: String(process.pid), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const file = await new Promise<string>((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /details=(\S+)/.exec(output);
      if (ready?.[1]) resolve(ready[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(`the embedded install did not start:\n${output}`)));
  });
  return {
    ...(JSON.parse(readFileSync(file, 'utf8')) as EmbeddedDetails),
    folder: path.dirname(file),
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
