import { expect, test } from '@playwright/test';
import { Client } from '../../../src/target/client';
import { queryRows } from '../../../src/target/postgres';
import { localLifeCycle, openRun } from '../../../src/target/run';
import { login, logOut, userOf } from '../../../src/target/session';
import { standInTarget } from '../../../src/target/stand-in';
import { buildWorld } from '../../../src/world/build';
import { throwAwayAccount } from '../../../src/world/throw-away-account';
import { roleNamed } from '../../../src/world/world';
import type { Session } from '../../../src/target/client';
import { dumpOf } from '../support/dump';
import { addAccount, PASSWORD, setupAdminOf } from '../support/environment-hosts';
import { startRun, untilLocal, writeThrowaway, type Throwaway } from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile();
/** Of another administrator, who is signed in meanwhile. */
let colleague: Session;

/** What is the users' own: usage data are on and reported, an administrator is signed in, files are uploaded. */
test.beforeAll(async () => {
  const setupAdmin = await setupAdminOf(install());
  const { baseUrl, databaseUrl } = install();
  await addAccount(setupAdmin, 'colleague', true);
  ({ session: colleague } = await login(baseUrl, 'colleague', PASSWORD));
  await queryRows(
    databaseUrl,
    "INSERT INTO mathesar_analyticsreport (mathesar_version, user_count) VALUES ('0.11.0', 2)",
  );
  for (const { session } of [setupAdmin, { session: colleague }]) {
    const form = { file: { filename: 'own.csv', content: 'a,b\n1,2\n' } };
    await new Client(baseUrl, session).http({ method: 'POST', path: '/api/db/v0/data_files/', form });
  }
});

const FOR_ADMINS = 'allow | deny: admin | deny: admin | deny: admin | deny: login';
const FOR_ALL = 'allow | allow | allow | allow | deny: login';

/** Each does something that goes beyond the run's own objects, or leaves something of its accounts behind. */
const BEYOND: Record<string, string> = {
  'data_files.add': FOR_ALL,
  'session.open': FOR_ALL,
  'analytics.initialize': FOR_ADMINS,
  'analytics.disable': FOR_ADMINS,
  'analytics.upload_feedback': FOR_ALL,
  'servers.configured.patch': FOR_ADMINS,
};

/** @param times how often each is tried */
const planOf = (times: number) =>
  trialPlan(
    Array.from({ length: times }, () => Object.entries(BEYOND))
      .flat()
      .map(([action, cells], n) => `| T-${String(n + 1)} | Try it | \`${action}\` | ${cells} |`),
  );

const effects = (throwaway: Throwaway, allowed: string) => {
  throwaway.env.QA_PLAN_ALLOWED_EFFECTS = allowed;
  return throwaway;
};

for (const allowed of ['', 'usage-data,feedback']) {
  test(`a run leaves a given install as it was, with ${allowed || 'nothing'} allowed beyond its own objects`, async ({}, info) => {
    const before = await dumpOf(install().databaseUrl);
    const throwaway = effects(writeThrowaway(info.outputPath(), planOf(1), install()), allowed);
    const { code, text } = await startRun(throwaway).ended;
    expect(code, text).toBe(0);
    expect(await dumpOf(install().databaseUrl)).toEqual(before);
    expect(await userOf(install().baseUrl, colleague)).toBe('colleague');
    const notRun = text.match(/^ .*QA_PLAN_ALLOWED_EFFECTS/gm) ?? [];
    expect(notRun.length > 0, text).toBe(allowed === '');
  });
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} in the middle of a run leaves a given install as it was`, async ({}, info) => {
    const { databaseUrl } = install();
    const before = await dumpOf(databaseUrl);
    const throwaway = effects(writeThrowaway(info.outputPath(), planOf(20), install()), 'usage-data');
    const { child, ended } = startRun(throwaway);
    const reports = () => queryRows(databaseUrl, 'SELECT FROM mathesar_analyticsreport');
    await expect.poll(reports, { timeout: 300_000, intervals: [20] }).toEqual([]);
    child.kill(signal);
    const { code } = await ended;
    expect(code).not.toBe(0);
    expect(await dumpOf(databaseUrl)).toEqual(before);
  });
}

test('without SQL, a run ends its sessions by signing out, and names what may stay', async () => {
  const { baseUrl, databaseUrl } = install();
  const sessions = () => queryRows(databaseUrl, 'SELECT session_key FROM django_session ORDER BY 1');
  const before = await sessions();
  const lifeCycle = localLifeCycle({ ...standInTarget(install()), witness: undefined });
  const run = await openRun(lifeCycle);
  const world = await buildWorld(run.state, `${run.state.prefix}_1`, 'owner', 1);
  await throwAwayAccount(world, roleNamed('viewer'));
  expect((await sessions()).length).toBeGreaterThan(before.length + 5);
  await world.end();
  expect(await run.close()).toEqual([]);
  expect(await sessions()).toEqual(before);
  expect(await userOf(baseUrl, colleague)).toBe('colleague');
  expect((await lifeCycle.stays()).join('\n')).toMatch(/uploaded[^]*rows of sessions[^]*installation id/);
});

const withoutLogin = (lines: string[]) => lines.map((line) => line.replace(/"last_login": "[^"]*"/, ''));

test('a worker ends the session of a set-up admin whom it signed in again', async ({}, info) => {
  const before = await dumpOf(install().databaseUrl);
  const throwaway = writeThrowaway(info.outputPath(), planOf(1), install());
  const { ended } = startRun(throwaway, ['--workers=1']);
  const local = await untilLocal(throwaway);
  await logOut(local.baseUrl, local.setupAdmin.session);
  const { text } = await ended;
  expect(text).toContain('the session of the set-up admin ended under the run; it was renewed');
  expect(withoutLogin(await dumpOf(install().databaseUrl))).toEqual(withoutLogin(before));
});

test('the set-up admin whose session ended under a run still cleans up', async () => {
  const before = await dumpOf(install().databaseUrl);
  const run = await openRun(localLifeCycle(standInTarget(install())));
  await logOut(run.state.baseUrl, run.state.setupAdmin.session);
  expect(await run.close()).toEqual([]);
  expect(withoutLogin(await dumpOf(install().databaseUrl))).toEqual(withoutLogin(before));
});
