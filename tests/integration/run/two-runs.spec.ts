import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { ALL_EFFECTS } from '../../../src/target/effects';
import { withPostgres } from '../../../src/target/postgres';
import { lookAtShared } from '../../../src/target/shared-state';
import { listInstall } from '../../../tools/crash-recovery/listing';
import { startRun, writeThrowaway } from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';
import { withStandIn } from '../support/with-stand-in';

const ADMIN_ONLY = 'allow | deny: admin | deny: admin | deny: admin | deny: login |';
const COLLABORATORS = 'allow | deny: privilege | deny: privilege | deny: collaborator | deny: login |';

/** What acts on the whole install, where two runs meet: each action twice, by two workers that do not begin with the same. */
const ACTIONS = [
  ['analytics.initialize', ADMIN_ONLY],
  ['analytics.disable', ADMIN_ONLY],
  ['servers.configured.patch', ADMIN_ONLY],
  ['roles.set_members(member: own)', COLLABORATORS],
  ['last_admin.demote', ADMIN_ONLY],
  ['users.add', ADMIN_ONLY],
  ['users.delete', ADMIN_ONLY],
  ['databases.setup.create_new', ADMIN_ONLY],
  ['databases.upgrade_sql', 'allow | deny: admin | deny: admin | deny: admin | deny: login |'],
  ['roles.configured.add', ADMIN_ONLY],
] as const;
const planOf = (id: string, actions: readonly (typeof ACTIONS)[number][]) =>
  trialPlan(
    actions.map(([action, cells], n) => `| ${id}-${String(n)} | Try ${action} | \`${action}\` | ${cells}`),
  );

test('two runs at once on one install see what each sees alone, and leave it as it was', async ({}, info) => {
  await withStandIn({}, async (install) => {
    const look = async () => [
      await listInstall(install.databaseUrl),
      await withPostgres(install.databaseUrl, lookAtShared),
    ];
    const before = await look();
    const runs = ['one', 'other'].map((name) => {
      const trial = writeThrowaway(info.outputPath(name), planOf('T', ACTIONS), install);
      const again = planOf('U', ACTIONS.toReversed()).replace('area: trial', 'area: again');
      writeFileSync(path.join(trial.plan, 'again.md'), again);
      trial.env.QA_PLAN_ALLOWED_EFFECTS = ALL_EFFECTS.join();
      return startRun(trial).ended;
    });
    for (const { code, text } of await Promise.all(runs)) {
      expect(text).toContain('100 passed, 0 failed');
      expect(code).toBe(0);
    }
    expect(await look()).toEqual(before);
  });
});
