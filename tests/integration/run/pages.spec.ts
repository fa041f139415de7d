import { expect, test } from '@playwright/test';
import { filesBelow, startRun, writeThrowaway } from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

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
  expect(stdout).toContain('offered but refused: T-2 on pages, viewer');
  expect(stdout).toContain('12 passed, 3 failed');
  const files = filesBelow(info.outputPath()).filter(({ file }) => file.includes('allure-results'));
  expect(files.filter(({ file }) => file.endsWith('.png'))).toHaveLength(3);
  const regions = files.filter(
    ({ file, text }) => file.endsWith('.txt') && text.includes('button "Create Role"'),
  );
  expect(regions).toHaveLength(1);
});

test('without a browser the API’s cells run, and each of the pages’ says what to do', async ({}, info) => {
  const throwaway = writeThrowaway(info.outputPath(), plan([`${ADD} deny: privilege | ${REST}`]));
  throwaway.env.QA_PLAN_BROWSER = '/nowhere/chrome';
  const api = await startRun(throwaway, ['--grep', '@api']).ended;
  expect(api.stdout).toContain('5 passed, 0 failed');
  const pages = await startRun(throwaway, ['--grep', 'viewer.* ui .*New Record']).ended;
  expect(pages.code).toBe(1);
  expect(pages.stdout).toContain('QA_PLAN_BROWSER names /nowhere/chrome, which does not exist');
});
