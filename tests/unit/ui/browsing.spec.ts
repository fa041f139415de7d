import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, expect, test, type LaunchOptions } from '@playwright/test';
import { Browsing } from '../../../src/target/browser/browsing';

/** Starts the browser after some failures. */
const failing = (...failures: string[]) => {
  const tries: string[] = [];
  const launch = (options?: LaunchOptions) => {
    const failure = failures.shift();
    tries.push(failure ?? 'started');
    return failure === undefined ? chromium.launch(options) : Promise.reject(new Error(failure));
  };
  return { launch, tries };
};

const CRASH = 'browserType.launch: Target page, context or browser has been closed\nBrowser logs:\n\n';

test('a browser that crashes at its start is started once more, and one that is wrong is not', async () => {
  const crashing = failing(CRASH);
  const browsing = new Browsing('http://127.0.0.1', crashing);
  expect((await browsing.browser()).isConnected()).toBe(true);
  expect(crashing.tries).toEqual([CRASH, 'started']);
  await browsing.end();
  await expect(new Browsing('http://127.0.0.1', failing(CRASH, CRASH)).browser()).rejects.toThrow(
    'can not start',
  );
  const wrong = failing('browserType.launch: Timeout 180000ms exceeded.');
  await expect(new Browsing('http://127.0.0.1', wrong).browser()).rejects.toThrow('Timeout 180000ms');
  expect(wrong.tries).toHaveLength(1);
});

test('what the browser of the package leaves in its temporary folder goes with it', async () => {
  const launched: LaunchOptions[] = [];
  const browsing = new Browsing('http://127.0.0.1', {
    launch: (options = {}) => {
      launched.push(options);
      return chromium.launch(options);
    },
  });
  await browsing.browser();
  const { executablePath = '', env: { TMPDIR: temp = tmpdir() } = {} } = launched[0] ?? {};
  test.skip(!executablePath.includes('qa-plan-chromium'), 'another browser is used');
  expect(path.dirname(temp)).toBe(tmpdir());
  writeFileSync(path.join(temp, 'left'), '');
  await browsing.end();
  expect(existsSync(temp)).toBe(false);
});

test('a browser that crashed is replaced by the next context', async () => {
  const browsing = new Browsing('http://127.0.0.1');
  const first = await browsing.browser();
  const gone = new Promise((resolve) => first.once('disconnected', resolve));
  const control = await first.newBrowserCDPSession();
  void control.send('Browser.crash').catch(() => undefined);
  await gone;
  const [context, same] = await Promise.all([browsing.contextOf(undefined), browsing.contextOf(undefined)]);
  expect(context.browser()).not.toBe(first);
  expect(same.browser()).toBe(context.browser());
  await browsing.end();
});
