import pRetry from 'p-retry';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startStandIn, type StandIn } from '../../src/target/stand-in';
import { withPostgres } from '../../src/target/postgres';
import { runOf } from '../../src/target/run-name';
import { bareEnvironment, runCli } from '../../tests/integration/support/run-cli';
import { startRun, writeThrowaway, type Throwaway } from '../../tests/integration/support/throwaway';
import { trialPlan } from '../../tests/integration/support/trial-plan';
import { listInstall } from './listing';

// Kills a run at ten moments, from the first thing it makes to its end, each time with its whole process group and by
// the signal that nothing hears; then sweeps, and compares a listing of the whole install with the one before.

const KILLS = 10;
const RULES = 6;

const PLAN = trialPlan(Array.from({ length: RULES }, (_, n) => row(`T-${String(n)}`)));

function row(id: string): string {
  const rest = 'deny: admin | deny: admin | deny: admin | deny: login';
  const actions = ['users.add', 'databases.setup.create_new', 'roles.configured.add'];
  return `| ${id} | Try ${id} | \`${actions[Number(id.slice(2)) % 3] ?? ''}\` | allow | ${rest} |`;
}

/** Names that only look like those of a run, which no sweep may touch. */
const NEIGHBOURS = [
  'qaplan',
  'qaplan_mine',
  'qaplanner_0',
  'qaplan12345_x',
  'qaplan0123456789abcde_x',
  'my_qaplan012345_x',
  'QAPLAN012345_x',
];

async function addNeighbours({ databaseUrl }: StandIn): Promise<void> {
  await withPostgres(databaseUrl, async (client) => {
    for (const name of NEIGHBOURS) {
      await client.query(`CREATE ROLE "${name}" LOGIN`);
      await client.query(`CREATE DATABASE "${name}" OWNER "${name}"`);
      await client.query(`INSERT INTO mathesar_user (username, password) VALUES ($1, 'none')`, [name]);
      await client.query(
        `INSERT INTO mathesar_configuredrole (name, server_id, password) SELECT $1, id, 'none' FROM mathesar_server`,
        [name],
      );
    }
  });
}

const runsOn = async (dsn: string) =>
  (await listInstall(dsn)).filter((line) => line.split(' ').some((word) => runOf(word) !== undefined));

/** Resolves with the milliseconds from the first thing that a run made to its end. */
async function untouched(throwaway: Throwaway, dsn: string): Promise<number> {
  const { ended } = startRun(throwaway);
  await firstObject(dsn);
  const began = performance.now();
  const { code, text } = await ended;
  if (code !== 0) throw new Error(`the undisturbed run failed:\n${text}`);
  return performance.now() - began;
}

async function firstObject(dsn: string): Promise<void> {
  const look = async () => {
    if ((await runsOn(dsn)).length === 0) throw new Error('the run made nothing within a minute');
  };
  await pRetry(look, { retries: Infinity, minTimeout: 50, factor: 1, maxRetryTime: 60_000 });
}

/** Kills a run; undefined, with nothing proven, when it was over before that. */
async function kill(throwaway: Throwaway, dsn: string, afterMs: number): Promise<number | undefined> {
  const { child, ended } = startRun(throwaway, [], { group: true });
  await firstObject(dsn);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  if (child.pid === undefined || child.exitCode !== null) return undefined;
  process.kill(-child.pid, 'SIGKILL');
  await ended;
  return (await runsOn(dsn)).length;
}

async function main(): Promise<number> {
  const folder = path.join(import.meta.dirname, '../../test-results/crash-recovery');
  const install = await startStandIn();
  const { databaseUrl: dsn } = install;
  try {
    await addNeighbours(install);
    const throwaway = writeThrowaway(folder, PLAN, install);
    const before = await listInstall(dsn);
    const length = await untouched(throwaway, dsn);
    if (!same(before, await listInstall(dsn)))
      throw new Error('an undisturbed run does not clean up after itself');
    let clean = 0;
    for (let index = 0; index < KILLS; index += 1) {
      let after = (length * index) / KILLS;
      let left = await kill(throwaway, dsn, after);
      // The machine got faster meanwhile.
      for (; left === undefined; left = await kill(throwaway, dsn, after)) after *= 0.8;
      const env = { ...bareEnvironment(throwaway.env.QA_PLAN_ENV_FILE), TMPDIR: throwaway.temp };
      const { code, text } = await runCli(['sweep', '--remove', '--install', 'local'], env);
      const now = await listInstall(dsn);
      // They hold the passwords of the run.
      const folders = readdirSync(throwaway.temp).filter((name) => name.startsWith('qa-plan-run-'));
      const good = code === 0 && folders.length === 0 && same(before, now);
      if (good) clean += 1;
      console.log(
        `killed ${(after / 1000).toFixed(1)} s after its first object: ${String(left)} lines left, ${good ? 'swept clean' : `NOT CLEAN\n${text}\n${[...folders, ...difference(before, now)].join('\n')}`}`,
      );
    }
    console.log(`crash recovery: ${String(clean)} of ${String(KILLS)} swept clean`);
    return clean === KILLS ? 0 : 1;
  } finally {
    await install.stop();
    rmSync(path.join(folder, 'install.env'), { force: true });
  }
}

const same = (a: readonly string[], b: readonly string[]) => difference(a, b).length === 0;

const difference = (before: readonly string[], now: readonly string[]): string[] => [
  ...before.filter((line) => !now.includes(line)).map((line) => `  gone: ${line}`),
  ...now.filter((line) => !before.includes(line)).map((line) => `  left: ${line}`),
];

process.exitCode = await main();
