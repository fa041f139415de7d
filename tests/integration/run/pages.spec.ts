import { expect, test } from '@playwright/test';
import { programWithoutLibrary } from '../support/program-without-library';
import { filesBelow, startRun, writeThrowaway } from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';

test.describe.configure({ mode: 'serial' });

const plan = (rows: string[], notes: string[] = []) =>
  trialPlan(rows, 'api, ui', { column: 'Surfaces', notes });

const ADD = '| T-1 | Add a record | `records.add` | api, ui | allow | allow |';
const REST = 'deny: collaborator | deny: login |';

test('a wrong expectation turns the page’s cells red, with a picture and the API’s answer beside it', async ({}, info) => {
  const throwaway = writeThrowaway(
    info.outputPath(),
    plan(
      [
        `${ADD} allow | ${REST}`,
        `| T-2 | Create a role | \`roles.add\` | ui | allow | deny: privilege | deny[^offered] | ${REST}`,
      ],
      [
        '[^offered]: known page gap (offered but refused) until 2999-01-01, mathesar#1: the page of roles offers it.',
      ],
    ),
  );
  const { code, stdout } = await startRun(throwaway, ['--grep', '@ui']).ended;
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /viewer may add a record · T-1 · ui · table page: New Record\n +CellFailed: over-restriction/,
  );
  expect(stdout).toMatch(
    /viewer may add a record · T-1 · ui · row menu: Duplicate Record\n +CellFailed: over-restriction/,
  );
  expect(stdout).toMatch(
    /editor may not create a role · T-2 · ui · roles: Create Role\n +CellFailed: offered but refused/,
  );
  expect(stdout).toMatch(/control {3}roles: Create Role: enabled\n +api {7}denied: privilege \(-30101 /);
  expect(stdout).toContain('\n  offered but refused  1 cell  1 rule\n');
  expect(stdout).toContain('11 passed, 3 failed, 1 known gap');
  const files = filesBelow(info.outputPath()).filter(({ file }) => file.includes('allure-results'));
  expect(files.filter(({ file }) => file.endsWith('.png'))).toHaveLength(3);
  const regions = files.filter(
    ({ file, text }) => file.endsWith('.txt') && text.includes('button "Create Role"'),
  );
  expect(regions).toHaveLength(1);
});

const WAY_OUT = 'npx playwright test --grep @api';

for (const { what, browser, says } of [
  {
    what: 'that is not there',
    browser: () => '/nowhere/chrome',
    says: 'QA_PLAN_BROWSER names /nowhere/chrome, which does not exist',
  },
  {
    what: 'that lacks a library',
    browser: programWithoutLibrary,
    says: 'chrome (QA_PLAN_BROWSER) can not start: the system lacks libq.so.6',
  },
])
  test(`a browser ${what} is told once, before the first cell, and only where pages are chosen`, async ({}, info) => {
    const throwaway = writeThrowaway(info.outputPath(), plan([`${ADD} deny: privilege | ${REST}`]));
    throwaway.env.QA_PLAN_BROWSER = browser(info.outputPath());
    const { code, text, stdout } = await startRun(throwaway).ended;
    expect(text.split(says)).toHaveLength(2);
    expect(text.split(WAY_OUT)).toHaveLength(2);
    expect(stdout).toContain('\n0 passed, 0 failed (');
    expect(code).toBe(3);
    const other = await startRun(throwaway, ['--reporter=line']).ended;
    expect([other.text.split(says).length, other.code]).toEqual([2, 3]);
    const api = await startRun(throwaway, ['--grep', '@api']).ended;
    expect(api.stdout).toContain('5 passed, 0 failed');
    expect(api.code).toBe(0);
  });
