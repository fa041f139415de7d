import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { readRecord } from '../../../src/record/read';
import { queryRows } from '../../../src/target/postgres';
import { startStandIn } from '../../../src/target/stand-in';
import { listInstall } from '../../../tools/crash-recovery/listing';
import { every, faultyProxy } from '../support/faulty-proxy';
import { startRun, untilLocal, untilUnderWay, writeThrowaway, type Throwaway } from '../support/throwaway';
import { SIXTY_RULES } from '../support/trial-plan';

const CELLS = 300;

/** Seconds that these runs wait for a target. */
const PATIENCE_S = 3;

const recordOf = ({ plan }: Throwaway) => path.join(plan, '.results/run.json');

/** How the cells ended that a run has seen, without those that passed. */
const notPassed = (throwaway: Throwaway) =>
  readRecord(recordOf(throwaway)).results.flatMap((result) =>
    result.kind === 'cell' && result.verdict !== 'pass'
      ? [`${result.verdict} ${result.failure ?? result.reason ?? ''}`]
      : [],
  );

const postmasterOf = async (dsn: string) => {
  const [row] = await queryRows<{ folder: string }>(
    dsn,
    "SELECT current_setting('data_directory') AS folder",
  );
  return Number(readFileSync(path.join(row?.folder ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);
};

/** Waits until the first cells have ended: others are under way. */
const untilCells = async (throwaway: Throwaway) => {
  await untilUnderWay(throwaway);
  const seen = () => existsSync(recordOf(throwaway)) && readRecord(recordOf(throwaway)).results.length > 5;
  await expect.poll(seen, { timeout: 300_000, intervals: [50] }).toBe(true);
};

test('a run on a given install that is killed stops with exit code 5, says so, and names what may be left', async ({}, info) => {
  const install = await startStandIn();
  const throwaway = writeThrowaway(info.outputPath(), SIXTY_RULES, install);
  throwaway.env.QA_PLAN_PATIENCE_S = String(PATIENCE_S);
  const { ended } = startRun(throwaway);
  await untilCells(throwaway);
  process.kill(install.pid, 'SIGKILL');
  const killed = performance.now();
  const { code, text } = await ended;
  expect(code, text).toBe(5);
  expect(performance.now() - killed).toBeLessThan(60_000);
  const why = String.raw`the target is gone: for \d+ s, ${install.baseUrl} does not answer \(.*ECONNREFUSED.*\)`;
  expect(text).toMatch(new RegExp(`^The run was stopped: ${why}\\.$`, 'm'));
  for (const made of ['database', 'user', 'PostgreSQL and stored role'])
    expect(text).toMatch(new RegExp(`^ +${made} qaplan\\w+_\\w+ may be left$`, 'm'));
  expect(text).toContain('to remove all of it: npx qa-plan sweep --remove --install local');
  const ends = notPassed(throwaway);
  expect(ends.length).toBeLessThan(CELLS / 10);
  for (const end of ends) expect(end).toMatch(/^(inconclusive [^]*(gone|ECONN|hang up)|interrupted)/);
});

test('a run whose own PostgreSQL is killed stops with exit code 5, and nothing is left of the stand-in', async ({}, info) => {
  const throwaway = writeThrowaway(info.outputPath(), SIXTY_RULES);
  throwaway.env.QA_PLAN_PATIENCE_S = String(PATIENCE_S);
  const { ended } = startRun(throwaway);
  await untilCells(throwaway);
  const local = await untilLocal(throwaway);
  process.kill(await postmasterOf(local.witness ?? ''), 'SIGKILL');
  const { code, text } = await ended;
  expect(code, text).toBe(5);
  expect(text.match(/^The run was stopped: the target is gone: .*$/gm)).toHaveLength(1);
  expect(text).not.toContain('left something behind');
  expect(notPassed(throwaway).length).toBeLessThan(CELLS / 10);
});

test('a target that is back after some seconds costs the cells under way, and the run goes on', async ({}, info) => {
  const install = await startStandIn();
  const before = await listInstall(install.databaseUrl);
  const proxy = await faultyProxy(install.baseUrl);
  const throwaway = writeThrowaway(info.outputPath(), SIXTY_RULES, { ...install, baseUrl: proxy.url });
  const { ended } = startRun(throwaway);
  await untilCells(throwaway);
  proxy.fault = every(1, 'reset');
  await delay(3000);
  proxy.fault = undefined;
  const { code, text } = await ended;
  expect(code, text).toBe(1);
  const ends = notPassed(throwaway);
  expect(ends.length).toBeGreaterThan(0);
  expect(ends.length).toBeLessThanOrEqual(4);
  for (const end of ends)
    expect(end).toMatch(/^inconclusive [^]*cause .*; the target was away for \d+ s, http.* does not answer/);
  expect(await listInstall(install.databaseUrl)).toEqual(before);
  proxy.stop();
  await install.stop();
});

test('a target that is stopped for 45 s is waited for', async ({}, info) => {
  const install = await startStandIn();
  const before = await listInstall(install.databaseUrl);
  const throwaway = writeThrowaway(info.outputPath(), SIXTY_RULES, install);
  const { ended } = startRun(throwaway);
  await untilCells(throwaway);
  process.kill(install.pid, 'SIGSTOP');
  await delay(45_000);
  process.kill(install.pid, 'SIGCONT');
  const { code, text } = await ended;
  const ends = notPassed(throwaway);
  expect(code, text).toBe(ends.length > 0 ? 1 : 0);
  expect(ends.length).toBeLessThanOrEqual(4);
  for (const end of ends) expect(end).toMatch(/^inconclusive /);
  expect(await listInstall(install.databaseUrl)).toEqual(before);
  await install.stop();
});
