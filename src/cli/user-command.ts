import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '../target/client';
import { installedRelease } from '../target/installed-release';
import { login } from '../target/session';
import type { Target } from '../target/target';

/** How long an install may take to answer after the command that brings it up has ended. */
const PATIENCE_S = 120;

/**
 * Runs a command that the user configured, by the shell, its output beside ours.
 * @param what it does, for messages
 * @throws Error when it ends with another exit code than 0
 */
export async function runCommand(command: string, what: string): Promise<void> {
  console.log(`${what}: ${command}`);
  const child = spawn(command, { shell: true, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (code === 0) return;
  throw new Error(
    `${what} ended with ${signal ?? `code ${String(code)}`}: ${command}\n` +
      '  nothing was compared; bring the install back and run "qa-plan upgrade" again',
  );
}

/**
 * Waits until an install answers with a release that fits.
 * @throws Error after two minutes, with what it answered last
 */
export async function untilRelease(
  { baseUrl, admin }: Target,
  fits: (release: string) => boolean,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_S * 1000;
  for (;;) {
    let last: string;
    try {
      const { session } = await login(baseUrl, admin.username, admin.password, { changeDue: false });
      last = await installedRelease(new Client(baseUrl, session));
      if (fits(last)) return;
      last = `it still is release ${last}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    if (Date.now() > deadline) {
      throw new Error(`${baseUrl} is not the expected release after ${String(PATIENCE_S)} s: ${last}`);
    }
    await sleep(300);
  }
}
