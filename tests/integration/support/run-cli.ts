import { spawn, type ChildProcess } from 'node:child_process';
import { devNull } from 'node:os';
import path from 'node:path';

export const PROJECT = path.resolve(import.meta.dirname, '../../..');

/** How a command ended, and what it printed. */
export interface Printed {
  code: number | null;
  stdout: string;
  stderr: string;
  /** Standard output, then standard error. */
  text: string;
}

/**
 * This process's environment without what names an install or a server, and without the project's own `.env`.
 * @param envFile read instead
 */
export function bareEnvironment(envFile: string = devNull): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(TEST_|PLAYWRIGHT_|PG|LOCAL_|DEMO_|QA_PLAN_(?!BROWSER))/.test(name),
  );
  return { ...Object.fromEntries(kept), FORCE_COLOR: '0', QA_PLAN_ENV_FILE: envFile };
}

/**
 * Starts a script of the project, as a process of its own.
 * @param options.group a process group of its own, which can be killed as a whole
 * @param options.cwd a copy of the project
 */
export function startScript(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { group = false, cwd = PROJECT } = {},
): { child: ChildProcess; ended: Promise<Printed> } {
  const child = spawn(process.execPath, args, {
    cwd,
    env,
    detached: group,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Printed>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, stdout, stderr, text: stdout + stderr });
    });
  });
  return { child, ended };
}

/** Runs `npx qa-plan` with arguments. */
export const runCli = (args: readonly string[], env: NodeJS.ProcessEnv): Promise<Printed> =>
  startScript(['src/cli/qa-plan.mjs', ...args], env).ended;
