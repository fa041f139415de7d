import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { readRecord } from '../../../src/record/read';
import { listInstall } from '../../../tools/crash-recovery/listing';
import { PROJECT } from '../support/run-cli';
import { startRun, untilUnderWay, writeThrowaway } from '../support/throwaway';
import { SIXTY_RULES } from '../support/trial-plan';
import { standInOfFile } from '../support/with-stand-in';

test.skip(process.platform !== 'linux', 'reads /proc');

const install = standInOfFile();

/** The worker processes of a runner. */
const workersOf = (runner: number) =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        const parent = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
          .split(') ')[1]
          ?.split(' ')[1];
        const command = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8');
        return parent === String(runner) && command.includes('workerProcessEntry');
      } catch {
        return false;
      }
    });

test('a worker that is killed costs the cell under way, and what it made is removed', async ({}, info) => {
  const before = await listInstall(install().databaseUrl);
  const throwaway = writeThrowaway(info.outputPath(), SIXTY_RULES, install());
  const { child, ended } = startRun(throwaway, ['--workers=1']);
  await untilUnderWay(throwaway);
  const worlds = async () =>
    (await listInstall(install().databaseUrl)).filter((line) => line.includes('_0bystanders'));
  await expect.poll(worlds, { timeout: 300_000, intervals: [20] }).not.toEqual([]);
  const [worker = 0] = workersOf(child.pid ?? 0);
  process.kill(worker, 'SIGKILL');
  const { code, text } = await ended;
  expect(code, text).toBe(1);
  const { results } = readRecord(path.join(throwaway.plan, '.results/run.json'));
  const verdicts = results.flatMap((result) => (result.kind === 'cell' ? [result.verdict] : []));
  expect(verdicts).toHaveLength(300);
  expect(verdicts.filter((verdict) => verdict !== 'pass')).toEqual(['inconclusive']);
  expect(await listInstall(install().databaseUrl)).toEqual(before);
});

test('a clock that jumps changes no verdict, and all is removed', async ({}, info) => {
  const before = await listInstall(install().databaseUrl);
  const throwaway = writeThrowaway(info.outputPath(), SIXTY_RULES, install());
  const clock = pathToFileURL(path.join(PROJECT, 'tests/integration/support/jumping-clock.mjs')).href;
  const jump = info.outputPath('jump');
  Object.assign(throwaway.env, { NODE_OPTIONS: `--import=${clock}`, JUMPS_WITH: jump });
  const { ended } = startRun(throwaway);
  // The preflight refuses a machine whose clock is wrong from the beginning.
  await untilUnderWay(throwaway);
  writeFileSync(jump, '');
  const { code, text } = await ended;
  expect(code, text).toBe(0);
  expect(text).toMatch(/^300 passed, 0 failed/m);
  expect(await listInstall(install().databaseUrl)).toEqual(before);
});
