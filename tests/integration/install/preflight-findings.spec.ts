import { expect, test } from '@playwright/test';
import type { PreflightCheck } from '../../../src/target/preflight/check';
import { preflight } from '../../../src/target/preflight';
import { localLifeCycle, openRun, withRun } from '../../../src/target/run';
import {
  standInTarget,
  startStandIn,
  whileBroken,
  WITH_FAULTS,
  type StandIn,
} from '../../../src/target/stand-in';
import { checkRoles } from '../../../src/world/role-rights';
import { fakeHost, refusing } from '../support/fake-hosts';

test.describe.configure({ mode: 'default' });
test.setTimeout(300_000);

let install: StandIn;
test.beforeAll(async () => {
  install = await startStandIn(WITH_FAULTS);
});
test.afterAll(() => install.stop());

const EVERYBODY_ELSE = 'outsider may open the main database';

/** A fault in one of the rights that are tried → what is found, one `ROLE WHAT` each. */
const FAULTS: readonly [fault: string, found: readonly string[]][] = [
  [
    'open:users.list',
    ['database-owner', 'manager', 'editor', 'viewer', 'outsider'].map(
      (role) => `${role} may list the users, and should not`,
    ),
  ],
];

/** What is not OK among checks, as `ROLE TEXT`, each text of its own. */
const remarks = (checks: readonly PreflightCheck[]) =>
  checks
    .filter(({ state }) => state !== 'ok')
    .flatMap(({ state, check, says }) => says.split('; ').map((text) => `${state}: ${check} ${text}`));

for (const bySql of [true, false]) {
  test(`every right that is tried ${bySql ? 'with' : 'without'} SQL`, async () => {
    await withRun(standInTarget(install), async ({ witness, ...rest }) => {
      const state = bySql && witness !== undefined ? { ...rest, witness } : rest;
      for (const fault of [
        'open:users.list',
        'refuse:users.list',
        'no-op:users.list',
        'stranger:databases.get',
        'as-owner:databases.get',
        'no-op:databases.get',
        'refuse:databases.get',
        'stranger:records.list',
        'refuse:records.list',
        'no-op:records.list',
        'stranger:records.add',
        'as-owner:records.add',
        'no-op:records.add',
        'as-owner:records.patch',
        'editor-over-restricted',
        'as-owner:records.delete',
        'delete-does-nothing',
        'select-brings-insert',
        'as-owner:tables.get',
        'no-op:tables.get',
      ])
        console.log(fault, await whileBroken(install, fault, async () => remarks(await checkRoles(state))));
    });
  });
}

test('each call of the set-up refused', async () => {
  for (const method of [
    'users.list',
    'databases.configured.list',
    'databases.get',
    'databases.setup.create_new',
    'databases.privileges.replace_for_roles',
    'roles.get_current_role',
    'roles.list',
    'roles.add',
    'roles.configured.add',
    'roles.configured.list',
    'users.add',
    'collaborators.add',
    'collaborators.list',
    'schemas.add',
    'tables.add',
    'records.add',
    'records.list',
    'schemas.privileges.replace_for_roles',
    'tables.privileges.replace_for_roles',
    'tables.privileges.transfer_ownership',
    'schemas.privileges.transfer_ownership',
  ]) {
    const { url, stop } = await fakeHost(refusing(install.baseUrl, method));
    const target = { ...standInTarget(install), baseUrl: url };
    try {
      console.log(method, 'PREFLIGHT', remarks(await preflight(target)));
      const run = await openRun(localLifeCycle(target));
      console.log(method, remarks(await checkRoles(run.state)));
      console.log(method, 'CLOSE', await run.close());
    } catch (error) {
      console.log(method, 'THROWN', String(error));
    } finally {
      stop();
    }
  }
});
