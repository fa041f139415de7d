import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { plainEnvironment } from './settings';

/** The parent's end of `watchdog.mjs`, which tidies up when this process ends without doing so. */
export interface Watchdog {
  /** Names a folder to remove in the end, and the data folder of the server to end. */
  guard(folder: string, dataFolder: string): void;
  /** Names a process that has to end with this one; it must lead a process group of its own. */
  started(pid: number): void;
  /** Says that such a process has ended by itself. */
  ended(pid: number): void;
  /** Dismisses the watchdog: there is nothing left to tidy up. */
  done(): void;
}

/**
 * Starts the watchdog. It does not keep this process alive.
 *
 * @param folder removed when this process is gone
 * @param watchPid a further process, whose end ends this one
 * @throws Error when the process can not be started
 */
export async function startWatchdog(folder: string, watchPid: number | undefined): Promise<Watchdog> {
  // A process group of its own, so that what is sent to this one's group (Ctrl-C, a runner's SIGKILL) spares it.
  const child = spawn(process.execPath, [fileURLToPath(new URL('watchdog.mjs', import.meta.url))], {
    cwd: '/',
    detached: true,
    windowsHide: true,
    env: plainEnvironment(),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  await once(child, 'spawn').catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the watchdog of PostgreSQL could not be started: ${reason}`);
  });
  // It ends by itself after `done`; a message that comes too late must not throw.
  child.stdin.on('error', () => undefined);
  child.unref();
  const tell = (message: object): void => {
    child.stdin.write(`${JSON.stringify(message)}\n`);
  };
  tell({ folders: [folder], parent: process.pid, watch: watchPid });
  return {
    guard: (further, dataFolder) => {
      tell({ folders: [further], dataFolder });
    },
    started: (pid) => {
      tell({ started: pid });
    },
    ended: (pid) => {
      tell({ ended: pid });
    },
    done: () => {
      child.stdin.end(`${JSON.stringify({ done: true })}\n`);
    },
  };
}
