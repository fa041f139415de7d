import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { VERDICTS } from '../../../src/plan/verdicts';

/** Read by Allure itself, which takes no TypeScript: so it repeats the verdicts. */
const CONFIG = path.resolve(import.meta.dirname, '../../../allurerc.mjs');

test('Allure has a category for each verdict that is no pass, from the worst to the best', async () => {
  const config = (await import(pathToFileURL(CONFIG).href)) as {
    default: { categories: { name: string }[] };
  };
  const wrong = VERDICTS.filter((verdict) => verdict !== 'pass');
  expect(config.default.categories.map(({ name }) => name)).toEqual([
    ...wrong,
    'closed gap',
    'known gap',
    'not run',
  ]);
});
