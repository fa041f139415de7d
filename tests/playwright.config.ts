import { defineConfig } from '@playwright/test';

/** For tests that start installs, runs and browsers: a busy machine takes many times as long for it as a quiet one. */
const HANGS_AFTER_MS = 600_000;

/** The suite's own tests: `unit` needs nothing, `integration` starts stand-ins and the real command line. */
export default defineConfig({
  outputDir: '../test-results/own-tests',
  workers: 2,
  reporter: 'list',
  fullyParallel: true,
  projects: [
    { name: 'unit', testDir: 'unit' },
    { name: 'integration', testDir: 'integration', timeout: HANGS_AFTER_MS },
    { name: 'stand-in', testDir: '../stand-in/tests', timeout: HANGS_AFTER_MS },
  ],
});
