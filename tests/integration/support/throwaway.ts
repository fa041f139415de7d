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
import { expect } from '@playwright/test';
import { openRunFile } from '../../../src/target/run-file';
import type { StandInDetails } from '../../../src/target/stand-in';
import type { RunState } from '../../../src/target/state';
import { PROJECT, startScript } from './run-cli';

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

/** The temporary folders of this process; they go with it. */
const TEMPS = `qa-plan-throwaway-${String(process.pid)}-`;
process.once('exit', () => {
  for (const name of readdirSync(tmpdir()))
    if (name.startsWith(TEMPS)) rmSync(path.join(tmpdir(), name), { recursive: true, force: true });
});

/**
 * Writes a plan file of the area `trial`.
 * @param install is given to the run as the user's own, by an environment file
 */
export function writeThrowaway(folder: string, text: string, install?: StandInDetails): Throwaway {
  const plan = path.join(folder, 'plan');
  mkdirSync(plan, { recursive: true });
  // Open to the user as whom PostgreSQL runs for root, wherever the project lies.
  const temp = mkdtempSync(path.join(tmpdir(), TEMPS));
  chmodSync(temp, 0o711);
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
  if (install) {
    env.QA_PLAN_ENV_FILE = path.join(folder, 'install.env');
    const { baseUrl, admin, databaseUrl } = install;
    writeSettings(env.QA_PLAN_ENV_FILE, {
      LOCAL_URL: baseUrl,
      LOCAL_ADMIN_USERNAME: admin.username,
      LOCAL_ADMIN_PASSWORD: admin.password,
      LOCAL_DATABASE_URL: databaseUrl,
    });
  }
  return { folder, plan, temp, env };
}

/** Writes an environment file, which only this user can read. */
export function writeSettings(file: string, settings: Readonly<Record<string, string>>): void {
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600 });
}

/** Starts `npx playwright test` of this project on a throwaway plan. @param options as of {@link startScript} */
export const startRun = (
  { env, folder }: Pick<Throwaway, 'env' | 'folder'>,
  args: string[] = [],
  options: { group?: boolean } = {},
) =>
  startScript(
    ['node_modules/@playwright/test/cli.js', 'test', '--output', path.join(folder, 'out'), ...args],
    env,
    options,
  );

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

/** The state file of a run under way; undefined until provisioning has left it. */
export const stateFileOf = ({ temp }: Throwaway): string | undefined =>
  filesNamedBelow(temp).find((file) => path.basename(file) === 'run.sealed');

/** What the set-up of a run under way made, as its workers have it; undefined until there is one. Linux only. */
export function localOf(throwaway: Throwaway): RunState | undefined {
  const file = stateFileOf(throwaway);
  const worker = file && ofProcesses('environ').find((variables) => variables.includes(`${file}\0`));
  const value = worker && /(?:^|\0)QA_PLAN_RUN=([^\0]+)/.exec(worker)?.[1];
  return value === undefined ? undefined : openRunFile(value).local;
}

/** As {@link localOf}, as soon as there is a worker. */
export async function untilLocal(throwaway: Throwaway): Promise<RunState> {
  const found: RunState[] = [];
  const look = () => {
    const state = localOf(throwaway);
    return state ? found.push(state) : 0;
  };
  await expect.poll(look, { timeout: 300_000, intervals: [20] }).toBeGreaterThan(0);
  const [state] = found;
  if (!state) throw new Error('no worker');
  return state;
}

/** Waits until provisioning has left the state file of a run. */
export const untilUnderWay = (throwaway: Throwaway): Promise<void> =>
  expect.poll(() => stateFileOf(throwaway), { timeout: 300_000, intervals: [20, 100] }).toBeDefined();

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

/** The command lines of all processes that can be seen. Linux only. */
export const commandLines = (): string[] => ofProcesses('cmdline');

function ofProcesses(file: 'cmdline' | 'environ'): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(`/proc/${pid}/${file}`, 'utf8')];
      } catch {
        return [];
      }
    });
}
