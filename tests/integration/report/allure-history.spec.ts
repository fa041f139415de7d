import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { bareEnvironment, PROJECT, startScript } from '../support/run-cli';
import { startRun, writeThrowaway } from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';

test.setTimeout(600_000);

const DELETE =
  '| T-1 | Delete a record | `records.delete` | allow | allow | deny: privilege | deny: collaborator | deny: login |';
const LIST =
  '| T-2 | List records | `records.list` | allow | allow | allow | deny: collaborator | deny: login |';

/** A test in one report, as Allure's history file and its page have it. */
interface Told {
  name: string;
  status: string;
  historyId: string;
}

/** How many tests ended how, of one report. */
interface Statistic {
  total: number;
  passed?: number;
  failed?: number;
}

test('reports with a history know each test again, though its row moved, and what it was before', async ({}, info) => {
  const throwaway = writeThrowaway(info.outputPath(), trialPlan([DELETE, LIST]));
  const { folder, plan } = throwaway;
  cpSync(path.join(PROJECT, 'allurerc.mjs'), path.join(folder, 'allurerc.mjs'));
  symlinkSync(path.join(PROJECT, 'node_modules'), path.join(folder, 'node_modules'));
  const report = async () => {
    const script = path.join(PROJECT, 'src/report/allure/build-report.ts');
    const args = ['--import', 'tsx', script, '--history', 'kept', '--no-open'];
    const built = await startScript(args, bareEnvironment(), { cwd: folder }).ended;
    expect(built).toMatchObject({ code: 0, stdout: `report: ${path.join('allure-report', 'index.html')}\n` });
  };
  const history = () =>
    readFileSync(path.join(folder, 'kept/history.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { testResults: Record<string, Told> });

  expect((await startRun(throwaway).ended).code).toBe(0);
  await report();
  const [first] = history();
  writeFileSync(path.join(plan, 'trial.md'), trialPlan([LIST, DELETE]).replace('# Trial', '$&\n\nProse.'));
  throwaway.env.QA_PLAN_FAULT = 'deletes-a-second-row';
  expect((await startRun(throwaway).ended).code).toBe(1);
  await report();

  const reports = history();
  expect(reports).toHaveLength(2);
  expect(reports[0]).toEqual(first);
  const [before, after] = reports.map(({ testResults }) =>
    Object.fromEntries(Object.entries(testResults).map(([id, { name, status }]) => [id, { name, status }])),
  );
  expect(Object.keys(before ?? {})).toHaveLength(10);
  const broken = ['admin', 'editor'].map((role) => `${role} may delete a record · T-1 · api`);
  expect(after).toEqual(
    Object.fromEntries(
      Object.entries(before ?? {}).map(([id, { name }]) => [
        id,
        { name, status: broken.includes(name) ? 'failed' : 'passed' },
      ]),
    ),
  );

  // What the page is made of.
  const page = filesIn(readFileSync(path.join(folder, 'allure-report/index.html'), 'utf8'));
  const results = [...page].filter(([name]) => name.startsWith('data/test-results/')).map(([, file]) => file);
  const regressed = (results as (Told & { transition?: string; history: Told[] })[])
    .filter(({ transition }) => transition === 'regressed')
    .map(({ name, status, history: [last] }) => [name, status, last?.status])
    .sort();
  expect(regressed).toEqual(broken.map((name) => [name, 'failed', 'passed']));
  const { general } = page.get('widgets/charts.json') as {
    general: Record<string, { type: string; data: { statistic: Statistic }[] }>;
  };
  const trend = Object.values(general).find(({ type }) => type === 'statusDynamics');
  expect(trend?.data.map(({ statistic }) => statistic)).toEqual([
    { total: 10, passed: 10 },
    { total: 10, passed: 8, failed: 2 },
  ]);
});

/** The files inside of a report of one file. */
const filesIn = (html: string): ReadonlyMap<string, unknown> =>
  new Map(
    [...html.matchAll(/d\("([^"]+\.json)",\s*"([^"]*)"\)/g)].map(([, name = '', text = '']) => [
      name,
      JSON.parse(Buffer.from(text, 'base64').toString()) as unknown,
    ]),
  );
