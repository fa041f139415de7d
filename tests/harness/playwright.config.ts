import { defineConfig } from '@playwright/test';

/** The suite's own tests: fast, without a browser, without an install. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/harness',
  workers: 2,
  reporter: 'list',
  fullyParallel: true,
});
