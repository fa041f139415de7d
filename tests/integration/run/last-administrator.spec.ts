import { expect, test } from '@playwright/test';
import { LOCAL } from '../../../src/engine/local-profile';
import { WorldPool } from '../../../src/engine/world-pool';
import { roleIn } from '../../../src/engine/profile';
import { openWitness } from '../../../src/target/api-witness';
import { queryRows } from '../../../src/target/postgres';
import { InstallLocks } from '../../../src/target/install-locks';
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

test('worlds are built and removed by other workers before and after it, but not while no administrator is left', async () => {
  const trial = await Trial.of(PLAN, install());
  const { databaseUrl } = install();
  trial.state.locks = new InstallLocks(databaseUrl);
  const state = { ...trial.state, locks: new InstallLocks(databaseUrl) };
  const witness = openWitness(state);
  const seen: string[][] = [];
  const adjust = async () => {
    for (let look = 0; look < 10; look += 1) seen.push(await administrators());
  };
  const worlds = new WorldPool({ state, witness, worker: 2, roles: LOCAL.roles, adjust });
  let isOver = false;
  const buildOn = async () => {
    const role = roleIn(LOCAL, 'editor');
    while (!isOver) {
      await worlds.for(role);
      worlds.discard(role);
    }
  };
  try {
    const building = buildOn();
    const results = await trial.cells(true).finally(() => (isOver = true));
    await building;
    await worlds.end();
    expect(seen.length).toBeGreaterThan(20);
    expect(seen.filter((names) => !names.includes('admin'))).toEqual([]);
    const verdicts = new Set(Object.values(results).map(({ verdict }) => verdict));
    expect([...verdicts], JSON.stringify(results)).toEqual(['pass']);
  } finally {
    await trial.end();
    await Promise.all([witness.close(), state.locks.end(), trial.state.locks.end()]);
  }
});
