import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { commandLines, linksBelow, startRun, untilUnderWay, writeThrowaway } from '../support/throwaway';
import { SIXTY_RULES } from '../support/trial-plan';

test.skip(process.platform !== 'linux', 'reads /proc');

for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
  test(`${signal} to the runner leaves no process and no file`, async ({}, info) => {
    const throwaway = writeThrowaway(info.outputPath(), SIXTY_RULES);
    const { temp } = throwaway;
    const { child, ended } = startRun(throwaway);
    // A signal in the moment between loading the tests and starting the install is lost in Playwright itself; the run
    // then goes on, and a second Ctrl-C ends it. Here the run is under way: provisioning has left its file.
    await untilUnderWay(throwaway);
    const processes = () => commandLines().filter((line) => line.includes(temp));
    expect(processes().length).toBeGreaterThan(0);
    const outside = linksBelow(temp);
    child.kill(signal);
    const { code } = await ended;
    expect(code).not.toBe(0);
    await expect(() => {
      expect(processes()).toEqual([]);
      expect(existsSync(temp) ? readdirSync(temp).filter((name) => name.startsWith('qa-plan')) : []).toEqual(
        [],
      );
      expect(outside.filter((place) => existsSync(place))).toEqual([]);
    }).toPass({ timeout: 15_000 });
  });
}
