import { defineConfig } from '@playwright/test';
import { launchOptionsFor } from '../../../src/target/browser/browsing';

const { BENCH_URL: baseURL = '', BENCH_OUT: outputDir = '' } = process.env;

/** The plain suite, in the browser that the plan uses too. */
export default defineConfig({
  testDir: '.',
  testMatch: 'plain.spec.ts',
  outputDir,
  workers: 1,
  reporter: 'json',
  use: { baseURL, launchOptions: await launchOptionsFor(baseURL), viewport: { width: 1440, height: 1000 } },
});
