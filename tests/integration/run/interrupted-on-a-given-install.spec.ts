import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { startStandIn, type StandIn } from '../../../src/target/stand-in';
import { listInstall } from '../../../tools/crash-recovery/listing';
import { writeEnvFile } from '../write-env-file';
import { filesNamedBelow, startRun, writeThrowaway } from './throwaway';
import { trialPlan } from './trial-plan';

test.describe.configure({ mode: 'default' });
let install: StandIn;

test.beforeAll(async () => {
  test.setTimeout(60_000);
  install = await startStandIn();
});

test.afterAll(() => install.stop());

const PLAN = trialPlan(
  Array.from(
    { length: 60 },
    (_, n) =>
      `| T-${String(n + 1)} | Add a record | \`records.add\` | allow | allow | deny: privilege | deny: collaborator | deny: login |`,
  ),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} to a run on an install given by its address leaves nothing there, and no file here`, async ({}, info) => {
    test.setTimeout(120_000);
    const before = await listInstall(install.databaseUrl);
    const throwaway = writeThrowaway(info.outputPath(), PLAN);
    throwaway.env.QA_PLAN_ENV_FILE = info.outputPath('install.env');
    writeEnvFile(throwaway.env.QA_PLAN_ENV_FILE, install);
    const { child, ended } = startRun(throwaway);
    const hasState = () => filesNamedBelow(throwaway.temp).some((file) => file.endsWith('run.json'));
    await expect.poll(hasState, { timeout: 60_000 }).toBe(true);
    expect(await listInstall(install.databaseUrl)).not.toEqual(before);
    child.kill(signal);
    const { code } = await ended;
    expect(code).not.toBe(0);
    expect(await listInstall(install.databaseUrl)).toEqual(before);
    expect(readdirSync(throwaway.temp).filter((name) => name.startsWith('qa-plan'))).toEqual([]);
  });
}
