import { defineConfig, type PlaywrightTestOptions } from '@playwright/test';
import path from 'node:path';
import { bundled, bundleOf } from './src/target/bundled';
import type { TargetName } from './src/target/target';

const { chosenTargets, describeRun, generatedFolder, isOwnPlan, PLAN_FOLDER, resultsFolder } =
  await bundled<typeof import('./fixtures/configuration')>('fixtures/configuration');

// Playwright loads this file in every worker again; command line, settings and plan are the runner's.
const prepared =
  process.env.TEST_WORKER_INDEX === undefined
    ? await (await bundled<typeof import('./fixtures/prepare')>('fixtures/prepare')).prepare()
    : { targets: [], isList: false };

const resultsDir = process.env.QA_PLAN_ALLURE ?? 'allure-results';
const targets = chosenTargets();
const testDir = isOwnPlan() ? 'tests' : generatedFolder();
const generated = path.basename(generatedFolder());

/** Where Playwright's own files of a run go. */
function outputFolder(): string {
  if (process.env.QA_PLAN_RESULTS !== undefined) return path.join(resultsFolder(), 'test-results');
  return isOwnPlan() ? 'test-results' : path.join(PLAN_FOLDER, '.test-results');
}

/**
 * Playwright's own defaults, as values: a default is a fixture of its own, set up and torn down in every test with a
 * stack trace, which is most of the cost of a test on a page.
 */
const CONTEXT_OPTIONS: Partial<PlaywrightTestOptions> = {
  acceptDownloads: true,
  bypassCSP: false,
  clientCertificates: [],
  colorScheme: 'light',
  contrast: 'no-preference',
  deviceScaleFactor: 1,
  forcedColors: 'none',
  hasTouch: false,
  ignoreHTTPSErrors: false,
  isMobile: false,
  javaScriptEnabled: true,
  locale: 'en-US',
  offline: false,
  permissions: [],
  reducedMotion: 'no-preference',
  serviceWorkers: 'allow',
  screen: { width: 1280, height: 720 },
  viewport: { width: 1280, height: 720 },
};

export default defineConfig<object, { target: TargetName }>({
  globalSetup: await bundleOf('fixtures/global-setup'),
  // A run empties it, so that of a plan which is tried out, or of another run at the same time, must not be the project's own.
  outputDir: outputFolder(),
  workers: process.env.QA_PLAN_WORKERS ? Number(process.env.QA_PLAN_WORKERS) : 2,
  // A permission that flips is a finding; the cells of a file run in order, allowed ones first.
  retries: 0,
  fullyParallel: false,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  // Playwright's own list shows the cells; ours sums up a run.
  reporter: prepared.isList
    ? 'list'
    : [
        [await bundleOf('src/report/terminal/terminal-reporter'), { resultsDir }],
        [await bundleOf('src/report/allure/allure-reporter'), { resultsDir, detail: false }],
      ],
  use: CONTEXT_OPTIONS,
  metadata: describeRun(prepared.targets, prepared),
  // The longest files first: workers that end together leave no worker waiting.
  projects: [
    ...(targets.includes('local') && isOwnPlan() ? [{ name: 'journeys', testDir: 'tests/journeys' }] : []),
    ...targets.toReversed().map((target) => ({
      name: target,
      use: { target },
      testDir,
      // Globs are matched anywhere in a path.
      testMatch: [
        `${generated}/${target}/**/*.spec.js`,
        ...(target === 'demo' ? ['tests/demo/*.spec.ts'] : []),
      ],
      ...(target === 'demo' && { workers: 1 }),
    })),
  ],
});
