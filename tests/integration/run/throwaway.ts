import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const PROJECT = path.resolve(import.meta.dirname, '../../..');

/** A plan of one file, in a folder of its own. */
export interface Throwaway {
  folder: string;
  /** The plan's folder. */
  plan: string;
  /** What the run takes for the system's temporary folder. */
  temp: string;
  /** The environment that points the real configuration at it. */
  env: NodeJS.ProcessEnv;
}

/** Writes a plan file of the area `trial`. */
export function writeThrowaway(folder: string, text: string): Throwaway {
  const plan = path.join(folder, 'plan');
  mkdirSync(plan, { recursive: true });
  // Open to the user as whom PostgreSQL runs for root, wherever the project lies.
  const temp = mkdtempSync(path.join(tmpdir(), 'qa-plan-throwaway-'));
  chmodSync(temp, 0o711);
  process.once('exit', () => rmSync(temp, { recursive: true, force: true }));
  writeFileSync(path.join(plan, 'trial.md'), text);
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    QA_PLAN_FOLDER: path.relative(PROJECT, plan),
    QA_PLAN_ALLURE: path.relative(PROJECT, path.join(folder, 'allure-results')),
    TMPDIR: temp,
    FORCE_COLOR: '0',
  };
  // The inner run is one of its own, not a worker of this one.
  for (const name of Object.keys(env))
    if (/^(TEST_|PLAYWRIGHT_|LOCAL_|DEMO_|QA_PLAN_(SEED|RUN|STAND_IN))/.test(name)) env[name] = undefined;
  return { folder, plan, temp, env };
}

/** What a run printed and how it ended. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Starts `npx playwright test` of this project on a throwaway plan.
 * @param options.group a process group of its own, which can be killed as a whole
 */
export function startRun(
  { env, folder }: Pick<Throwaway, 'env' | 'folder'>,
  args: string[] = [],
  { group = false } = {},
): { child: ChildProcess; ended: Promise<Ended> } {
  const cli = path.join(PROJECT, 'node_modules', '@playwright', 'test', 'cli.js');
  const child = spawn(process.execPath, [cli, 'test', '--output', path.join(folder, 'out'), ...args], {
    cwd: PROJECT,
    env,
    detached: group,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
  return { child, ended };
}

/** Every file below a folder; files that go while this looks are left out. */
export function filesNamedBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

/** Where the symbolic links below a folder lead to. */
export function linksBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .map((entry) => realpathSync(path.join(entry.parentPath, entry.name)));
}

/** Every file below a folder, with its content. */
export function filesBelow(folder: string): { file: string; text: string }[] {
  return filesNamedBelow(folder).map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

/** Ids of processes whose command line names a folder. Linux only. */
export function processesNaming(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    })
    .map(Number);
}
