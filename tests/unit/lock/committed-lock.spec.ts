import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@playwright/test';
import { plannedCells } from '../../../src/cli/planned-cells';
import { LOCK_FILE, readLock, toJson } from '../../../src/lock/file';
import { keyOf, sorted, type LockedCell } from '../../../src/lock/lock';
import { writeMarkdown } from '../../../src/lock/write-markdown';
import { writeExpectation } from '../../../src/plan/expectation';
import { gapOf } from '../../../src/plan/gaps';
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

test('the lock of this repository has the rules as the plan has them, known gaps too', () => {
  const { plans } = requirePlan();
  const planned = new Map(
    (['local', 'demo'] as const).flatMap((target) =>
      plans[target].files.flatMap((file) =>
        file.rules.flatMap((rule) =>
          rule.cells.map((cell) => [JSON.stringify([target, rule.id, cell.role]), { file, rule, cell }]),
        ),
      ),
    ),
  );
  const differ = lock.cells.flatMap((locked) => {
    const found = planned.get(JSON.stringify([locked.target, locked.rule, locked.role]));
    // What composed roles may do is not written down in the plan: PostgreSQL is asked.
    if (!found) return [];
    const { file, rule, cell } = found;
    const now: LockedCell = {
      ...locked,
      ...{ file: file.file, area: rule.area, title: rule.title, action: rule.action.text },
      ...{ given: rule.given?.situation, planned: writeExpectation(cell.expectation) },
      verdict: gapOf(cell, locked.surface, locked.control) ? 'known gap' : 'pass',
    };
    return isDeepStrictEqual(now, { ...locked, given: locked.given }) ? [] : [{ locked, now }];
  });
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
