import { spawn } from 'node:child_process';
import { once } from 'node:events';
import pRetry from 'p-retry';
import { Client } from '../target/client';
import { installedRelease } from '../target/installed-release';
import { login, logOut } from '../target/session';
import type { Target } from '../target/target';
import { messageOf } from '../target/message';

/** How long an install may take to answer after its start command has ended. */
const PATIENCE_S = 120;

/**
 * Runs a command that the user configured, in a shell, with output to this terminal.
 * @param what what it does, for messages
 * @throws Error when its exit code is not 0
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
 * Waits until an install reports a matching release.
 * @throws Error after two minutes, with its last answer
 */
export async function untilRelease(
  { baseUrl, admin }: Target,
  fits: (release: string) => boolean,
): Promise<void> {
  const attempt = async () => {
    const { session } = await login(baseUrl, admin.username, admin.password, { changeDue: false });
    const release = await installedRelease(new Client(baseUrl, session)).finally(() =>
      logOut(baseUrl, session),
    );
    if (!fits(release)) throw new Error(`it is still release ${release}`);
  };
  const polling = { retries: Infinity, minTimeout: 300, factor: 1, maxRetryTime: PATIENCE_S * 1000 };
  await pRetry(attempt, polling).catch((error: unknown) => {
    const last = messageOf(error);
    throw new Error(`${baseUrl} is not the expected release after ${String(PATIENCE_S)} s: ${last}`);
  });
}
