import { chromium, expect, test } from '@playwright/test';
import { launchOptionsFor } from '../../../src/target/browser/browsing';

test('the browser has every feature that Playwright enables', async () => {
  const server = await chromium.launchServer(await launchOptionsFor('http://127.0.0.1/'));
  const lists = server.process().spawnargs.filter((arg) => arg.startsWith('--enable-features='));
  await server.close();
  expect(lists).toEqual([expect.any(String), expect.stringContaining(`${lists[0] ?? ''},`)]);
});
