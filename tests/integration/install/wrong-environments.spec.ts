import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { expectedOf, fillPlaceholders, readCases, type Case } from '../../case-files';
import { startRun, writeThrowaway } from '../support/throwaway';
import { ONE_RULE } from '../support/trial-plan';
import { bareEnvironment, runCli, type Printed } from '../support/run-cli';
import { startEnvironmentHosts, type EnvironmentHosts } from '../support/environment-hosts';

const cases = readCases(path.join(import.meta.dirname, 'cases'), 'env');

// The same hosts for all of them: in order, in one worker.
test.describe.configure({ mode: 'default' });

let hosts: EnvironmentHosts;

test.beforeAll(async () => {
  hosts = await startEnvironmentHosts();
});

test.afterAll(() => hosts.stop());

/** What was printed, with the placeholders for what differs from time to time. */
function withPlaceholders(text: string): string {
  const byLength = Object.entries(hosts.values).sort(([, a], [, b]) => b.length - a.length);
  const named = byLength.reduce((rest, [name, value]) => rest.replaceAll(value, () => `\${${name}}`), text);
  return named.replace(/\(\d+(\.\d)? s\)/g, '(N s)').replace(/seed \d+/, 'seed N');
}

function writeSettings(envFile: string, { inputs }: Case): void {
  for (const { text } of inputs)
    if (text !== undefined) writeFileSync(envFile, fillPlaceholders(text, hosts.values));
}

/** Runs `npx playwright test` where the name begins with `run-`, else `npx qa-plan preflight`. */
async function runCommand(name: string, envFile: string, output: string): Promise<Printed> {
  const env = bareEnvironment(envFile);
  if (!name.startsWith('run-')) return runCli(['preflight'], env);
  const throwaway = writeThrowaway(output, ONE_RULE);
  const inner = Object.fromEntries(
    Object.entries(throwaway.env).filter(([key]) => /^(QA_PLAN_(FOLDER|SPECS|ALLURE)|TMPDIR)$/.test(key)),
  );
  return startRun({ ...throwaway, env: { ...env, ...inner } }).ended;
}

for (const one of cases) {
  test(`says all that is wrong with ${one.name}`, async ({}, info) => {
    const envFile = info.outputPath(`${one.name}.env`);
    writeSettings(envFile, one);
    const { code, text } = await runCommand(one.name, envFile, info.outputPath());
    const printed = withPlaceholders(text).replaceAll(envFile, `${one.name}.env`).trim();
    const seen = `exit ${String(code)}\n${printed}`;
    expect(seen).toBe(expectedOf(one, seen, info));
    expect(text).not.toContain('hush');
  });
}

test('there are at least the 44 environments of the first case files', () => {
  expect(cases.length).toBeGreaterThanOrEqual(44);
});
