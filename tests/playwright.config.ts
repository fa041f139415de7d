import { defineConfig } from '@playwright/test';

/** The suite's own tests: `unit` needs nothing, `integration` starts stand-ins and the real command line. */
export default defineConfig({
  outputDir: '../test-results/own-tests',
  workers: 2,
  reporter: 'list',
  fullyParallel: true,
  projects: [
    { name: 'unit', testDir: 'unit' },
    { name: 'integration', testDir: 'integration' },
    { name: 'stand-in', testDir: '../stand-in/tests' },
  ],
});
