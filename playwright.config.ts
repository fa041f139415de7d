import { defineConfig } from '@playwright/test';
import dotenv from 'dotenv';
import { SPEC_FOLDER } from './fixtures/folders';

dotenv.config({ quiet: true });

const isWorker = process.env.TEST_WORKER_INDEX !== undefined;
// Decided once, in the runner; workers and the embedded install inherit it.
process.env.QA_PLAN_SEED ??= String(Math.floor(Math.random() * 2 ** 31));
if (!isWorker) (await import('./src/cli/report-plan-problems')).reportPlanProblems();

const resultsDir = process.env.QA_PLAN_ALLURE ?? 'allure-results';
const embedded = !process.env.LOCAL_URL;

export default defineConfig({
  testDir: SPEC_FOLDER,
  globalSetup: './fixtures/global-setup.ts',
  workers: process.env.QA_PLAN_WORKERS ? Number(process.env.QA_PLAN_WORKERS) : 2,
  // A permission that flips is a finding; the cells of a file run in order, allowed ones first.
  retries: 0,
  fullyParallel: false,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  // Playwright's own list shows the cells; ours sums up a run.
  reporter: process.argv.includes('--list')
    ? 'list'
    : [
        ['./src/report/summary-reporter.ts', { resultsDir }],
        ['allure-playwright', { resultsDir, detail: false }],
      ],
  projects: [{ name: 'local' }],
  ...(embedded
    ? {
        webServer: {
          command: 'node --import tsx src/embedded/main.ts',
          env: { QA_PLAN_WATCH_PID: String(process.pid) },
          wait: { stdout: /details=(?<QA_PLAN_EMBEDDED>\S+)/ },
          stdout: 'ignore' as const,
          stderr: 'pipe' as const,
          timeout: 30_000,
          gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 },
        },
      }
    : {}),
});
