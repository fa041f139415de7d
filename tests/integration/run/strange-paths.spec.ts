import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { findBrowser } from '../../../src/target/browser/find-browser';
import { copyCheckout } from '../support/checkout';
import { bareEnvironment, PROJECT, startScript } from '../support/run-cli';
import { writeSettings } from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';

test.describe.configure({ mode: 'serial' });

/** Blanks, letters beyond ASCII, what shells and addresses take for their own, and more bytes than a socket's path may have. */
const STRANGE = `Prüf's (Läufe) #1 & 100% 測試 ${'x'.repeat(120)}`;

const PLAN = trialPlan(
  [
    '| T-1 | Add a record | `records.add` | api, ui | allow | allow | deny: privilege | deny: collaborator | deny: login |',
  ],
  'api, ui',
  { column: 'Surfaces' },
);

let base: string;
const at = (...names: string[]) => path.join(base, ...names.map((name) => `${name} ü`));
const checkout = () => at('checkout');

test.beforeAll(() => {
  const temp = mkdtempSync(path.join(tmpdir(), 'qa-plan-paths-'));
  process.once('exit', () => rmSync(temp, { recursive: true, force: true }));
  base = path.join(temp, STRANGE);
  for (const name of ['plan', 'tmp', 'home', 'reports']) mkdirSync(at(name), { recursive: true });
  // Open to the user as whom PostgreSQL runs for root.
  for (const folder of [temp, base, at('tmp')]) chmodSync(folder, 0o755);
  copyCheckout(checkout());
  // As copies, so that nothing leads back to the project's own path.
  execFileSync('cp', ['-a', path.join(PROJECT, 'node_modules'), checkout()]);
  writeFileSync(path.join(at('plan'), 'trial.md'), PLAN);
  writeSettings(at('settings.env'), { QA_PLAN_SEED: '42' });
});

const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...bareEnvironment(at('settings.env')),
  QA_PLAN_FOLDER: at('plan'),
  QA_PLAN_DATA: at('data'),
  QA_PLAN_ALLURE: at('reports', 'allure'),
  PLAYWRIGHT_JUNIT_OUTPUT_FILE: at('reports', 'junit.xml'),
  PLAYWRIGHT_HTML_OUTPUT_DIR: at('reports', 'html'),
  PLAYWRIGHT_HTML_OPEN: 'never',
  TMPDIR: at('tmp'),
  HOME: at('home'),
  ...more,
});

const run = (env: NodeJS.ProcessEnv, ...args: string[]) =>
  startScript(
    ['node_modules/@playwright/test/cli.js', 'test', '--output', at('reports', 'out'), ...args],
    env,
    { cwd: checkout() },
  ).ended;

test('checkout, plan, data, settings, temporary and home folder, reports may have any name', async () => {
  const { QA_PLAN_BROWSER: _, ...env } = environment();
  const { stdout, stderr } = await run(env, '--add-reporter=html,junit');
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^15 cells on the stand-in, 2 workers, seed 42\n/);
  expect(stdout).toContain('\n15 passed, 0 failed');
  for (const file of [
    at('reports', 'html') + '/index.html',
    at('reports', 'junit.xml'),
    at('reports', 'allure'),
  ])
    expect(existsSync(file), file).toBe(true);
});

test('so may the browser; the data are opened again', async () => {
  const { executablePath, env: needed } = await findBrowser();
  const browser = at('browser');
  writeFileSync(browser, `#!/bin/sh\nexec '${executablePath}' "$@"\n`, { mode: 0o755 });
  const env = environment({ ...needed, QA_PLAN_BROWSER: browser });
  const { stdout, stderr } = await run(env, '--grep', 'viewer.* ui .*New Record');
  expect(stderr).toBe('');
  expect(stdout).toContain('\n1 passed, 0 failed');
});

test('so may the checkout for the other commands', async () => {
  // The plan of the checkout, which is whole.
  const env = environment({ QA_PLAN_FOLDER: undefined });
  const checked = await startScript(['src/cli/qa-plan.mjs', 'check'], env, { cwd: checkout() }).ended;
  expect(checked.stdout, checked.text).toMatch(/\d+ rules/);
  expect(checked.code).toBe(0);
});
