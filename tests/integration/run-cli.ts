import { spawn } from 'node:child_process';
import path from 'node:path';

const PROJECT = path.resolve(import.meta.dirname, '../..');

/** How a command ended, with all that it printed, standard output first. */
export interface Printed {
  code: number | null;
  text: string;
}

/**
 * This process's environment without what names an install, and without the project's own `.env`.
 * @param envFile read instead
 */
export function bareEnvironment(envFile: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(TEST_|PLAYWRIGHT_|LOCAL_|DEMO_|QA_PLAN_)/.test(name),
  );
  return { ...Object.fromEntries(kept), FORCE_COLOR: '0', QA_PLAN_ENV_FILE: envFile };
}

/** Runs `npx qa-plan` with arguments, as a process of its own. */
export function runCli(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Printed & { out: string; err: string }> {
  const cli = path.join(PROJECT, 'src/cli/qa-plan.mjs');
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: PROJECT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      resolve({ code, out, err, text: out + err });
    });
  });
}
