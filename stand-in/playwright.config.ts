import { defineConfig } from '@playwright/test';

/** The stand-in's own tests; `npm test` at the root runs them too. */
export default defineConfig({
  testDir: 'tests',
  outputDir: '../test-results/stand-in',
  workers: 2,
  reporter: 'list',
  fullyParallel: true,
});
