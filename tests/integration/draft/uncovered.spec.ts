import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readRecord } from '../../../src/record/read';
import { RPC_METHODS } from '../../../src/target/methods';
import { setFault, WITH_FAULTS } from '../../../src/target/stand-in';
import { startRun, writeThrowaway } from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile(WITH_FAULTS);

test.afterEach(() => setFault(install(), null));

const PLAN = trialPlan(
  [
    '| T-2 | Open the page of a record | `page.contents(page: record)` | allow | allow | allow | deny: not-found | deny: login |',
  ],
  'ui',
);
const SYSTEM = ['system.listMethods', 'system.methodHelp', 'system.methodSignature'];

/** The plan says of every method that no rule tries it, on purpose. */
function writePlan(folder: string, more: readonly string[] = []) {
  const throwaway = writeThrowaway(folder, PLAN, install());
  const rows = [...RPC_METHODS, ...SYSTEM, ...more].map((method) => `| ${method} | tried elsewhere |`);
  const page = [
    '---',
    'area: uncovered',
    'kind: uncovered',
    '---',
    '',
    '| Method | Why |',
    '| --- | --- |',
    ...rows,
  ];
  mkdirSync(throwaway.plan, { recursive: true });
  writeFileSync(path.join(throwaway.plan, 'uncovered.md'), `${page.join('\n')}\n`);
  return throwaway;
}

const record = (plan: string) => readRecord(path.join(plan, '.results', 'run.json'));

test('a method and a control without a rule fail a run that they do not fail when they may only warn', async ({}, info) => {
  const throwaway = writePlan(info.outputPath());
  const run = () => startRun(throwaway, ['--grep', 'viewer may']).ended;
  const whole = await run();
  expect(whole).toMatchObject({ code: 0 });
  expect(record(throwaway.plan).run.uncovered).toBeUndefined();

  await setFault(install(), 'new-feature');
  const broken = await run();
  expect(broken.stdout).toContain(
    'WITHOUT A RULE (2)\n  method records.duplicate: npx qa-plan draft records.duplicate\n  control button "Duplicate Record"',
  );
  expect(broken.stderr).toContain('The run fails by what has no rule');
  expect(broken.code).toBe(1);
  const uncovered = {
    methods: ['records.duplicate'],
    controls: ['button "Duplicate Record" on the page: record'],
  };
  expect(record(throwaway.plan).run.uncovered).toEqual(uncovered);

  throwaway.env.QA_PLAN_UNCOVERED = 'warn';
  const warned = await run();
  expect(warned.stdout).toContain('WITHOUT A RULE (2)');
  expect(warned).toMatchObject({ code: 0 });
  expect(record(throwaway.plan)).toMatchObject({
    run: { uncovered, settings: { QA_PLAN_UNCOVERED: 'warn' } },
    results: [{ verdict: 'pass' }],
  });
});

test('what is left out, and is not there, fails a run with its place', async ({}, info) => {
  const throwaway = writePlan(info.outputPath(), ['records.gone']);
  const { stdout, code } = await startRun(throwaway, ['--grep', 'viewer may']).ended;
  expect(stdout).toMatch(
    /methods the install has no records\.gone, which\s+\S+uncovered\.md:\d+:3 leaves\s+out/,
  );
  expect(code).toBe(1);
});

test('a setting that is neither is refused', async ({}, info) => {
  const throwaway = writePlan(info.outputPath());
  throwaway.env.QA_PLAN_UNCOVERED = 'never';
  const { stderr, code } = await startRun(throwaway).ended;
  expect(stderr).toContain('QA_PLAN_UNCOVERED is neither "fail" nor "warn"');
  expect(code).toBe(3);
});
