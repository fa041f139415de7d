import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { plannedCells } from '../../../src/cli/planned-cells';
import { LOCK_FILE, readLock, toJson } from '../../../src/lock/file';
import { keyOf, sorted } from '../../../src/lock/lock';
import { writeMarkdown } from '../../../src/lock/write-markdown';
import { writeExpectation } from '../../../src/plan/expectation';
import { requirePlan } from '../../../src/suite/compile';

const RENEW =
  `${LOCK_FILE} is not of this plan: run the rows that changed, and renew it, e.g.\n` +
  '  npx playwright test qa-plan/records.md && npx qa-plan lock\n' +
  'then commit both of its files; see CONTRIBUTING.md, "The lock"';

const lock = readLock(LOCK_FILE);

test('the lock of this repository has each cell of the plan, and no other', async () => {
  const [planned, locked] = [await plannedCells(), new Set(lock.cells.map(keyOf))];
  expect(
    [...(planned ?? [])].filter((key) => !locked.has(key)),
    `not in it: ${RENEW}`,
  ).toEqual([]);
  expect(
    [...locked].filter((key) => !planned?.has(key)),
    `not in the plan: ${RENEW}`,
  ).toEqual([]);
});

test('the lock of this repository has the rules as the plan has them', () => {
  const { plans } = requirePlan();
  const planned = new Map(
    (['local', 'demo'] as const).flatMap((target) =>
      plans[target].files.flatMap((file) =>
        file.rules.flatMap(({ id, title, action, area, given, cells }) =>
          cells.map(({ role, expectation }) => [
            JSON.stringify([target, id, role]),
            [file.file, area, title, action.text, given?.situation, writeExpectation(expectation)],
          ]),
        ),
      ),
    ),
  );
  // What composed roles may do is not written down in the plan: PostgreSQL is asked.
  const differ = lock.cells.flatMap(
    ({ target, file, area, rule, role, title, action, given, planned: cell }) => {
      const row = planned.get(JSON.stringify([target, rule, role]));
      const locked = [file, area, title, action, given, cell];
      return row && row.join() !== locked.join() ? [{ rule, role, row, locked }] : [];
    },
  );
  expect(differ, RENEW).toEqual([]);
});

test('the lock of this repository was written by this release, of the stand-in, and both of its files agree', () => {
  expect(lock.targets.map(({ name, standIn, witness }) => [name, standIn, witness])).toEqual([
    ['demo', true, 'sql'],
    ['local', true, 'sql'],
  ]);
  expect(lock.cells.filter(({ seen }) => seen === undefined).map(keyOf)).toEqual([]);
  expect(readFileSync(LOCK_FILE, 'utf8') === toJson(sorted(lock)), RENEW).toBe(true);
  const markdown = readFileSync(LOCK_FILE.replace(/json$/, 'md'), 'utf8');
  expect(markdown === writeMarkdown(lock), RENEW).toBe(true);
});
