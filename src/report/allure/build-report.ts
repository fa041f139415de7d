import { spawnSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from '@commander-js/extra-typings';

const RESULTS = 'allure-results';
const REPORT = 'allure-report';
const HISTORY = 'history.jsonl';

/**
 * `npm run report`: makes one HTML file of the last run's Allure results, without Java or a server, and opens
 * it. Allure adds a tracking script, which is removed: the report must not contact any host.
 */
function main(): number {
  const { history, open: mayOpen } = new Command('npm run report --')
    .description("Builds Allure's report of the last run as one HTML file.")
    .option(
      '--history <dir>',
      'a folder that keeps what earlier reports had: trends, and how long a finding has been there',
    )
    .option('--no-open', 'do not open it in a browser')
    .parse()
    .opts();
  if (!existsSync(RESULTS)) {
    console.error(`${RESULTS} does not exist: run "npx playwright test" first`);
    return 1;
  }
  if (history !== undefined) mkdirSync(history, { recursive: true });
  rmSync(REPORT, { recursive: true, force: true });
  const built = spawnSync('npx', ['allure', 'generate', RESULTS, '--config', 'allurerc.mjs'], {
    encoding: 'utf8',
    env: {
      ...process.env,
      ...(history !== undefined && { QA_PLAN_ALLURE_HISTORY: path.resolve(history, HISTORY) }),
    },
    shell: process.platform === 'win32',
  });
  const file = path.resolve(REPORT, 'index.html');
  if (built.status !== 0 || !existsSync(file)) {
    console.error(`the report could not be built:\n${built.stdout}${built.stderr}`);
    return 1;
  }
  writeFileSync(file, withoutTracking(readFileSync(file, 'utf8')));
  console.log(`report: ${path.relative('', file)}`);
  if (mayOpen && process.stdout.isTTY) open(file);
  return 0;
}

/** Removes every script that is loaded from the network, and the code that starts it. */
function withoutTracking(html: string): string {
  return html
    .replaceAll(/<script[^>]*\bsrc="https?:\/\/[^"]*"[^>]*>\s*<\/script>/g, '')
    .replaceAll(/<script[^>]*>\s*window\.dataLayer[\s\S]*?<\/script>/g, '');
}

function open(file: string): void {
  const command = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  spawn(command, [file], { detached: true, stdio: 'ignore' })
    .on('error', () => undefined)
    .unref();
}

process.exitCode = main();
