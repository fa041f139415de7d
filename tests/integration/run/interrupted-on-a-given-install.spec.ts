import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { listInstall } from '../../../tools/crash-recovery/listing';
import { startRun, untilUnderWay, writeThrowaway } from '../support/throwaway';
import { SIXTY_RULES } from '../support/trial-plan';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} to a run on an install given by its address leaves nothing there, and no file here`, async ({}, info) => {
    const before = await listInstall(install().databaseUrl);
    const throwaway = writeThrowaway(info.outputPath(), SIXTY_RULES, install());
    const { child, ended } = startRun(throwaway);
    await untilUnderWay(throwaway);
    expect(await listInstall(install().databaseUrl)).not.toEqual(before);
    child.kill(signal);
    const { code } = await ended;
    expect(code).not.toBe(0);
    expect(await listInstall(install().databaseUrl)).toEqual(before);
    expect(readdirSync(throwaway.temp).filter((name) => name.startsWith('qa-plan'))).toEqual([]);
  });
}

test('a run whose output nobody reads any more, as after `| head`, removes what it made', async ({}, info) => {
  const before = await listInstall(install().databaseUrl);
  const throwaway = writeThrowaway(info.outputPath(), SIXTY_RULES, install());
  const { child, ended } = startRun(throwaway);
  await untilUnderWay(throwaway);
  child.stdout?.destroy();
  child.stderr?.destroy();
  const { code } = await ended;
  expect(code).toBe(0);
  expect(await listInstall(install().databaseUrl)).toEqual(before);
});
