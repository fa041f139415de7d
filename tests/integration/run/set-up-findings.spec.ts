import { expect, test } from '@playwright/test';
import path from 'node:path';
import { filesBelow, startRun, writeThrowaway } from '../support/throwaway';
import { ONE_RULE, trialPlan } from '../support/trial-plan';

/** Runs a plan on a stand-in that is started for it. */
async function runOn(standIn: Record<string, string>, plan: string, folder: string) {
  const throwaway = writeThrowaway(folder, plan);
  Object.assign(throwaway.env, standIn);
  return startRun(throwaway).ended;
}

test('a program that lets a viewer add records: the summary leads with it, and the cells turn red', async ({}, info) => {
  const folder = info.outputPath();
  const { code, stdout } = await runOn({ QA_PLAN_FAULT: 'as-owner:records.add' }, ONE_RULE, folder);
  expect(stdout).toMatch(
    /\n\nPREFLIGHT FINDINGS\n {2}viewer, admin-elsewhere may add records, and should not\n\nFINDINGS \(1\)\n {2}breach/,
  );
  expect(stdout).toContain('breach: viewer, T-1 Add a record');
  expect(stdout).toContain('4 passed, 1 failed');
  expect(code).toBe(1);
  const environment = filesBelow(path.join(folder, 'allure-results')).find(({ file }) =>
    file.endsWith('environment.properties'),
  );
  expect(environment?.text).toContain('viewer, admin-elsewhere may add records, and should not');
});

test('an older release: what it allows is told before the first cell, and each cell has its verdict', async ({}, info) => {
  const rules = [
    '| T-1 | List the users | `users.list` | allow | deny: admin | deny: admin | deny: admin | deny: login |',
  ];
  const { code, stdout } = await runOn({ QA_PLAN_RELEASE: '0.10.1' }, trialPlan(rules), info.outputPath());
  expect(stdout).toMatch(
    /PREFLIGHT FINDINGS\n {2}database-owner, editor, viewer, outsider, manager may list the users, and\s+should not\n/,
  );
  expect(stdout).toContain('2 passed, 3 failed');
  expect(code).toBe(1);
});

test('roles that are not set up as asked fail the run, although no cell shows it', async ({}, info) => {
  const rules = ['| T-1 | List the users | `users.list` | allow | deny: admin | deny | deny | deny: login |'];
  const fault = { QA_PLAN_FAULT: 'select-brings-insert' };
  const { code, text } = await runOn(fault, trialPlan(rules), info.outputPath());
  expect(text).toContain('PREFLIGHT FINDINGS\n  viewer was granted INSERT on a table unasked\n');
  expect(text).toContain('5 passed, 0 failed');
  expect(text).toContain('The run fails by its preflight findings too');
  expect(code).toBe(1);
});
