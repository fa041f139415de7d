import { appendFileSync, cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { OWN_PLAN_FOLDER } from '../../../src/plan/folder';
import { readRecord } from '../../../src/record/read';
import { setFault, WITH_FAULTS } from '../../../src/target/stand-in';
import { PROJECT } from '../support/run-cli';
import { startRun, writeThrowaway } from '../support/throwaway';
import { ONE_RULE } from '../support/trial-plan';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile(WITH_FAULTS);

test.afterEach(() => setFault(install(), null));

/** A copy of the project's own plan, which covers everything. */
function copyPlan(folder: string) {
  const throwaway = writeThrowaway(folder, ONE_RULE, install());
  rmSync(path.join(throwaway.plan, 'trial.md'));
  cpSync(path.join(PROJECT, OWN_PLAN_FOLDER), throwaway.plan, { recursive: true });
  const run = () => startRun(throwaway, ['--project=local', '--grep', ONE_PAGE]).ended;
  return { ...throwaway, run };
}

const ONE_PAGE = 'viewer may open the page of a record .* everything on the page';

const record = (plan: string) => readRecord(path.join(plan, '.results', 'run.json'));

test('a method and a control without a rule fail a run, unless they may only warn', async ({}, info) => {
  const { plan, env, run } = copyPlan(info.outputPath());
  expect(await run()).toMatchObject({ code: 0 });
  expect(record(plan)).toMatchObject({ results: [{ verdict: 'pass' }] });
  expect(record(plan).run.uncovered).toBeUndefined();

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
  expect(record(plan)).toMatchObject({ run: { uncovered }, results: [{ verdict: 'unexpected control' }] });

  env.QA_PLAN_UNCOVERED = 'warn';
  const warned = await run();
  expect(warned.stdout).toContain('WITHOUT A RULE (2)');
  expect(warned).toMatchObject({ code: 0 });
  expect(record(plan)).toMatchObject({
    run: { uncovered, settings: { QA_PLAN_UNCOVERED: 'warn' } },
    results: [{ verdict: 'pass' }],
  });
});

test('what is left out, and is not there, fails a run with its place', async ({}, info) => {
  const { plan, run } = copyPlan(info.outputPath());
  appendFileSync(path.join(plan, 'uncovered.md'), '| `records.gone` | it was tried by hand |\n');
  const { stdout, code } = await run();
  expect(stdout).toMatch(/the install has no records\.gone, which\s+\S+uncovered\.md:\d+:3\s+leaves\s+out/);
  expect(code).toBe(1);
});

test('a setting that is neither is refused', async ({}, info) => {
  const { env, run } = copyPlan(info.outputPath());
  env.QA_PLAN_UNCOVERED = 'never';
  const { stderr, code } = await run();
  expect(stderr).toContain('QA_PLAN_UNCOVERED is neither "fail" nor "warn"');
  expect(code).toBe(3);
});
