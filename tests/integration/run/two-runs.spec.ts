import { expect, test } from '@playwright/test';
import { listInstall } from '../../../tools/crash-recovery/listing';
import { startRun, writeThrowaway } from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';
import { withStandIn } from '../support/with-stand-in';

/** What acts on the whole install, where two runs could meet: accounts, databases, roles, and the shared settings. */
const PLAN = trialPlan(
  ['users.add', 'users.delete', 'databases.setup.create_new', 'roles.configured.add'].map(
    (action, n) =>
      `| T-${String(n)} | Try ${action} | \`${action}\` | allow | deny: admin | deny: admin | deny: admin | deny: login |`,
  ),
);

test('two runs at once on one install do not meet, and leave it as it was', async ({}, info) => {
  await withStandIn({}, async (install) => {
    const before = await listInstall(install.databaseUrl);
    const runs = ['one', 'other'].map((name) => {
      return startRun(writeThrowaway(info.outputPath(name), PLAN, install)).ended;
    });
    for (const { code, text } of await Promise.all(runs)) {
      expect(text).toContain('20 passed, 0 failed');
      expect(code).toBe(0);
    }
    expect(await listInstall(install.databaseUrl)).toEqual(before);
  });
});
