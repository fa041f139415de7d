import { defineConfig } from '@playwright/test';
import { DEMO_FOLDER, JOURNEY_FOLDER, SPEC_FOLDER } from './fixtures/folders';
import { chosenInstalls, isGiven, type InstallName } from './fixtures/installs';
import { START_COMMAND } from './src/target/stand-in';

const isWorker = process.env.TEST_WORKER_INDEX !== undefined;
if (!isWorker) (await import('./src/cli/report-environment-problems')).reportEnvironmentProblems();
// Decided once, in the runner; workers and the stand-in inherit it.
process.env.QA_PLAN_SEED ??= String(Math.floor(Math.random() * 2 ** 31));
if (!isWorker) (await import('./src/cli/report-plan-problems')).reportPlanProblems();

const resultsDir = process.env.QA_PLAN_ALLURE ?? 'allure-results';
const installs = chosenInstalls();

/** A stand-in that lives as long as the run; its "ready" line tells where it is. */
const standIn = (install: InstallName) => ({
  command: START_COMMAND,
  env: {
    QA_PLAN_WATCH_PID: String(process.pid),
    ...(install === 'demo' ? { QA_PLAN_DEMO: 'public', QA_PLAN_DATA: '' } : {}),
  },
  wait: {
    stdout: install === 'demo' ? /details=(?<QA_PLAN_STAND_IN_DEMO>\S+)/ : /details=(?<QA_PLAN_STAND_IN>\S+)/,
  },
  stdout: 'ignore' as const,
  stderr: 'pipe' as const,
  timeout: 30_000,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 },
});

export default defineConfig({
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
  projects: [
    ...(installs.includes('local')
      ? [
          { name: 'local', testDir: SPEC_FOLDER },
          ...(JOURNEY_FOLDER ? [{ name: 'journeys', testDir: JOURNEY_FOLDER }] : []),
        ]
      : []),
    ...(installs.includes('demo') && DEMO_FOLDER ? [{ name: 'demo', testDir: DEMO_FOLDER, workers: 1 }] : []),
  ],
  webServer: installs
    .filter((install) => (install === 'local' || DEMO_FOLDER) && !isGiven(install))
    .map(standIn),
});
