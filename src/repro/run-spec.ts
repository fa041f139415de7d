import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../target/browser/find-browser';
import type { Target } from '../target/target';
import { NotReproducible } from './not-reproducible';

const PROJECT = path.resolve(import.meta.dirname, '../..');
const PLAYWRIGHT = path.join(path.dirname(fileURLToPath(import.meta.resolve('@playwright/test'))), 'cli.js');

/** A spec that runs longer than this hangs. */
const TIMEOUT_MS = 180_000;

/** How a script or a spec ended: with what its expectations say, or with an error on the way to them. */
export interface Ended {
  /** 0 green, 1 red, 2 could not be tried. */
  code: number;
  output: string;
}

/** What scripts and specs take from the environment. */
export const variablesOf = ({ baseUrl, admin }: Pick<Target, 'baseUrl' | 'admin'>) => ({
  MATHESAR_URL: baseUrl,
  MATHESAR_ADMIN: admin.username,
  MATHESAR_ADMIN_PASSWORD: admin.password,
});

/**
 * Runs a spec by Playwright's own command, in the browser that cells on pages use.
 * @throws NoBrowser where there is none; NotReproducible where Playwright itself does not start
 */
export async function runSpec(spec: string, target: Pick<Target, 'baseUrl' | 'admin'>): Promise<Ended> {
  const results = path.join(PROJECT, 'results');
  mkdirSync(results, { recursive: true });
  // Below the project: a spec finds Playwright by the folders above it.
  const folder = mkdtempSync(path.join(results, '.repro-'));
  try {
    const { executablePath, args, env = {} } = await findBrowser();
    // By default Playwright empties the folder of the project's own runs.
    const config = {
      testDir: '.',
      outputDir: 'test-results',
      workers: 1,
      use: { launchOptions: { executablePath, args } },
    };
    writeFileSync(path.join(folder, 'repro.spec.ts'), spec);
    writeFileSync(path.join(folder, 'playwright.config.ts'), `export default ${JSON.stringify(config)};\n`);
    return endOf(await run(folder, { ...env, ...variablesOf(target) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(folder: string, own: Record<string, string>): Promise<string> {
  const outside = Object.entries(process.env).filter(([name]) => !/^(TEST_|PLAYWRIGHT_|PW_)/.test(name));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PLAYWRIGHT, 'test', '-c', folder, '--reporter', 'json'], {
      cwd: folder,
      env: { ...Object.fromEntries(outside), ...own, FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
    });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('close', () => {
      if (output.trim().startsWith('{')) resolve(output);
      else reject(new NotReproducible(`Playwright did not run the spec: ${errors || output || 'no answer'}`));
    });
  });
}

interface Suite {
  suites?: Suite[];
  specs?: { ok: boolean; tests: { results: { errors: { message?: string }[] }[] }[] }[];
}

function endOf(json: string): Ended {
  const report = JSON.parse(json) as Suite & { errors: { message?: string }[] };
  const specs = specsOf(report);
  const messages = [
    ...report.errors,
    ...specs.flatMap(({ tests }) => tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors))),
  ].map(({ message = '' }) => message.replaceAll(/\u001B\[[0-9;]*m/g, ''));
  if (messages.length === 0 && specs.length > 0 && specs.every(({ ok }) => ok))
    return { code: 0, output: 'green: as the plan says\n' };
  const red = messages.length > 0 && messages.every((message) => message.includes('expect('));
  const lines = messages.map((message) => `${red ? 'red: ' : ''}${briefly(message)}\n`);
  return { code: red ? 1 : 2, output: lines.join('').replaceAll(/repro\d+_\d+/g, 'repro') };
}

const specsOf = ({ suites = [], specs = [] }: Suite): NonNullable<Suite['specs']> => [
  ...specs,
  ...suites.flatMap(specsOf),
];

/** What was expected of what, in one line; of another error, what it says. */
function briefly(message: string): string {
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  const told = lines.filter((line) => /^Error: |^Expected|^Received/.test(line));
  const all = told.length > 0 ? told : lines.slice(0, 1);
  return all
    .map((line) => line.replace(/^Error: /, '').replace(/:\s+/, ': '))
    .join(', ')
    .slice(0, 400);
}
