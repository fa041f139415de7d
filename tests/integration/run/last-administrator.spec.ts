import { expect, test } from '@playwright/test';
import { queryRows } from '../../../src/target/postgres';
import { trialPlan } from '../support/trial-plan';
import { Trial } from '../support/trial-runner';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile();

const PLAN = trialPlan([
  '| T-1 | Demote the last admin | `last_admin.demote` | allow | deny: admin | deny: admin | deny: admin | deny: login |',
  '| T-2 | Delete the last admin | `last_admin.delete` | allow | deny: admin | deny: admin | deny: admin | deny: login |',
  '| T-3 | Become the next one | `last_admin.replace` | allow | allow | allow | allow | allow |',
]);

const administrators = async () =>
  (
    await queryRows<{ username: string }>(
      install().databaseUrl,
      'SELECT username FROM mathesar_user WHERE is_superuser ORDER BY username',
    )
  ).map(({ username }) => username);

test('the last administrator may go, anybody may come, and after each attempt all are as they were', async () => {
  const trial = await Trial.of(PLAN, install());
  const before = await administrators();
  expect(before).toContain('admin');
  try {
    for (const allow of [true, false]) {
      const results = await trial.cells(allow);
      const verdicts = new Set(Object.values(results).map(({ verdict }) => verdict));
      expect([...verdicts], JSON.stringify(results)).toEqual(['pass']);
      const left = (await administrators()).filter((name) => !/_(throwAwayAccount|user)\d+$/.test(name));
      expect(left).toEqual(before);
    }
  } finally {
    await trial.end();
  }
});
