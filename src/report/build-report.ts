import { spawnSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const RESULTS = 'allure-results';
const REPORT = 'allure-report';

/**
 * `npm run report`: makes one HTML file of the last run's Allure results, without Java or a server, and opens
 * it. Allure adds a tracking script, which is removed: the report must not contact any host.
 */
function main(): number {
  const { values } = parseArgs({ options: { 'no-open': { type: 'boolean', default: false } } });
  if (!existsSync(RESULTS)) {
    console.error(`${RESULTS} does not exist: run "npx playwright test" first`);
    return 1;
  }
  const options = ['--single-file', '--group-by', 'epic,feature', '--report-name', 'Permissions'];
  const built = spawnSync('npx', ['allure', 'awesome', RESULTS, ...options, '--output', REPORT], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const file = path.resolve(REPORT, 'index.html');
  if (built.status !== 0 || !existsSync(file)) {
    console.error(`the report could not be built:\n${built.stdout}${built.stderr}`);
    return 1;
  }
  writeFileSync(file, withoutTracking(readFileSync(file, 'utf8')));
  console.log(`report: ${path.relative('', file)}`);
  if (!values['no-open'] && process.stdout.isTTY) open(file);
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
