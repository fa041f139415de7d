import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { packagedBrowser } from '../../../src/target/browser/packaged-browser';

test('the package’s fonts are for the browser alone, its libraries not for a system with own ones', async () => {
  test.skip(!existsSync('/lib/x86_64-linux-gnu/libnss3.so'), 'the system has no libnss3 of its own');
  const before = { ...process.env };
  const found = await packagedBrowser();
  expect(process.env).toEqual(before);
  expect(existsSync(found?.env.FONTCONFIG_FILE ?? '')).toBe(true);
  expect(found?.env).not.toHaveProperty('LD_LIBRARY_PATH');
});
