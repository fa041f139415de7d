import { defineConfig } from '@playwright/test';

/** The suite's own tests: `unit` needs nothing, `integration` starts stand-ins and the real command line. */
export default defineConfig({
  outputDir: '../test-results/own-tests',
  workers: 2,
  reporter: 'list',
  fullyParallel: true,
  // Ends only what hangs: a machine that is busy with other things takes many times as long as a quiet one.
  timeout: 600_000,
  projects: [
    { name: 'unit', testDir: 'unit' },
    { name: 'integration', testDir: 'integration' },
    { name: 'stand-in', testDir: '../stand-in/tests' },
  ],
});
