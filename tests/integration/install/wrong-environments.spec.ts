import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type TestInfo } from '@playwright/test';
import { startRun, writeThrowaway } from '../run/throwaway';
import { ONE_RULE } from '../run/trial-plan';
import { bareEnvironment, runCli, type Printed } from '../run-cli';
import { startStage, type Stage } from './stage-for-environments';

// Each environment is a file of settings, with what must be said of it in the .txt beside it: the exit code, then all
// that is printed. `${NAME}` stands for what the stage of these tests has under that name. Those that begin with `run-`
// are given to `npx playwright test`, the others to `npx qa-plan preflight`.
const folder = path.join(import.meta.dirname, 'wrong-environments');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.env'))
  .map((name) => name.replace(/\.env$/, ''));

// One stage for all of them: in order, in one worker.
test.describe.configure({ mode: 'default' });
let stage: Stage;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  stage = await startStage();
});

test.afterAll(() => stage.stop());

function fill(text: string): string {
  return text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = stage.values[name];
    if (value === undefined) throw new Error(`no value for ${name}`);
    return value;
  });
}

/** What was printed, with the placeholders for what differs from time to time. */
function empty(text: string): string {
  const byLength = Object.entries(stage.values).sort(([, a], [, b]) => b.length - a.length);
  const named = byLength.reduce((rest, [name, value]) => rest.replaceAll(value, () => `\${${name}}`), text);
  return named.replace(/\(\d+(\.\d)? s\)/g, '(N s)').replace(/seed \d+/, 'seed N');
}

/** Of the file that is missing, there only is a name. */
function writeSettings(name: string, envFile: string): void {
  if (name === 'env-file-missing') return;
  writeFileSync(envFile, fill(readFileSync(path.join(folder, `${name}.env`), 'utf8')));
}

/** With `--update-snapshots=all`, what is seen becomes what is expected; read the difference before you keep it. */
function renew(file: string, seen: string, { config }: TestInfo): void {
  if (config.updateSnapshots === 'all') writeFileSync(file, seen);
}

async function tell(name: string, envFile: string, output: string): Promise<Printed> {
  const env = bareEnvironment(envFile);
  if (!name.startsWith('run-')) return runCli(['preflight'], env);
  const throwaway = writeThrowaway(output, ONE_RULE);
  const inner = Object.fromEntries(
    Object.entries(throwaway.env).filter(([key]) => /^(QA_PLAN_(FOLDER|SPECS|ALLURE)|TMPDIR)$/.test(key)),
  );
  const { code, stdout, stderr } = await startRun({ ...throwaway, env: { ...env, ...inner } }).ended;
  return { code, text: stdout + stderr };
}

for (const name of names) {
  test(`says all that is wrong with ${name}`, async ({}, info) => {
    const envFile = info.outputPath(`${name}.env`);
    writeSettings(name, envFile);
    const { code, text } = await tell(name, envFile, info.outputPath());
    const seen = `exit ${String(code)}\n${empty(text).replaceAll(envFile, `${name}.env`).trim()}\n`;
    const file = path.join(folder, `${name}.txt`);
    renew(file, seen, info);
    expect(seen).toBe(readFileSync(file, 'utf8'));
    expect(text).not.toContain('hush');
  });
}

test('there are at least 25, each with what must be said', () => {
  const said = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  expect(said.map((name) => name.replace(/\.txt$/, ''))).toEqual(names);
  expect(names.length).toBeGreaterThanOrEqual(25);
});
