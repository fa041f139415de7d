import path from 'node:path';
import { expect, test } from '@playwright/test';
import { visitorAccount } from '../../../src/demo/sample';
import type { StandIn } from '../../../src/target/stand-in';
import { Client } from '../../../src/target/client';
import { login } from '../../../src/target/session';
import { startRun } from '../support/throwaway';
import { bareEnvironment, runCli } from '../support/run-cli';
import { setupAdminOf } from '../support/environment-hosts';
import { withProvisionedDemo } from '../support/provisioned-demo';

test.describe.configure({ mode: 'serial' });

/** Runs the cells of the demo's plan whose titles match. */
function demoRun(given: Record<string, string>, folder: string, grep: string) {
  const env = {
    ...bareEnvironment(),
    QA_PLAN_ALLURE: path.relative('', path.join(folder, 'allure')),
    QA_PLAN_RESULTS: path.join(folder, 'results'),
    ...given,
  };
  return startRun({ env, folder }, ['--project=demo', '--grep', grep]).ended;
}

/** Two visitors on a demo, as somebody else's demo has them, and the environment that names it. */
const withDemo = (
  given: Record<string, string>,
  work: (env: Record<string, string>, standIn: StandIn) => Promise<void>,
) =>
  withProvisionedDemo(given, (demo, standIn) => {
    const [visitor, neighbour] = [visitorAccount(demo, 'visitor'), visitorAccount(demo, 'neighbour')];
    const env = {
      DEMO_URL: standIn.baseUrl,
      DEMO_VISITOR_USERNAME: visitor.username,
      DEMO_VISITOR_PASSWORD: visitor.password,
      DEMO_NEIGHBOUR_USERNAME: neighbour.username,
      DEMO_NEIGHBOUR_PASSWORD: neighbour.password,
    };
    return work(env, standIn);
  });

test('a demo that leaks rows, one whose page has lost its notice, turns red', async ({}, info) => {
  await withDemo({ QA_PLAN_FAULT: 'collaborator-check-skipped' }, async (env) => {
    const { code, stdout } = await demoRun(
      { ...env, DEMO_BANNER: 'playground' },
      info.outputPath(),
      'DEM-0[58]|DEM-59',
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /neighbour may not list the records · DEM-08 · api\n +CellFailed: breach: the planted value/,
    );
    expect(stdout).toMatch(
      /visitor may see that this is a demo · DEM-59 · ui · .*\n +CellFailed: over-restriction/,
    );
    expect(stdout).toContain('matches /playground/i');
    expect(stdout).not.toMatch(/DEM-05 .*\n +CellFailed/);
    expect(stdout).toMatch(/Not run\n +\d+: no administrator of the demo is given \(DEMO_ADMIN_USERNAME\)/);
  });
});

test('on a demo of somebody else that may be changed, a run removes what it made', async ({}, info) => {
  await withDemo({}, async (env, standIn) => {
    const { admin, baseUrl } = standIn;
    const setupAdmin = await setupAdminOf(standIn);
    const namesOnDemo = async () => [
      ...(await setupAdmin.rpc('users.list', {})).map(({ username }) => username),
      ...(await setupAdmin.rpc('databases.configured.list', {})).map(({ name }) => name),
    ];
    const before = await namesOnDemo();
    const { code, stdout } = await demoRun(
      { ...env, DEMO_ADMIN_USERNAME: admin.username, DEMO_ADMIN_PASSWORD: admin.password },
      info.outputPath(),
      'DEM-2[03]|DEM-4',
    );
    expect(stdout).toContain('18 passed, 0 failed');
    expect(stdout).not.toContain('PREFLIGHT FINDINGS');
    expect(code).toBe(0);
    expect(await namesOnDemo()).toEqual(before);
    const { session } = await login(
      baseUrl,
      env.DEMO_VISITOR_USERNAME ?? '',
      env.DEMO_VISITOR_PASSWORD ?? '',
    );
    const visitor = new Client(baseUrl, session);
    const [home] = await visitor.rpc('databases.configured.list', {});
    const schemas = await visitor.rpc('schemas.list', { database_id: home?.id ?? 0 });
    expect(schemas.map(({ name }) => name)).toEqual(['Library', 'public']);
  });
});

test('without SQL, no cell of a demo is red; without an administrator, theirs are not run', async ({}, info) => {
  await withDemo({}, async (env, standIn) => {
    const { admin } = standIn;
    const given = { DEMO_ADMIN_USERNAME: admin.username, DEMO_ADMIN_PASSWORD: admin.password };
    const whole = await demoRun({ ...env, ...given }, info.outputPath('whole'), '· api');
    expect(whole.stdout).toMatch(/\n\d{2,} passed, 0 failed(, \d+ known gaps)? \(/);
    const alone = await demoRun(env, info.outputPath('alone'), 'DEM-(2[0-5]|32|4\\d) · api');
    expect(alone.stdout).toMatch(/\n\d{2,} passed, 0 failed(, \d+ known gaps?)?, \d+ skipped \(/);
    expect([whole.code, alone.code]).toEqual([0, 0]);
  });
});

test('a plain install with databases per user: a table of the run, and no rule about what a demo alone has', async ({}, info) => {
  await withDemo({ QA_PLAN_DEMO: '1' }, async (env) => {
    const { code, stdout, stderr } = await demoRun(env, info.outputPath(), 'DEM-0[189]|DEM-59');
    expect(stderr).toContain('no page says that this is a demo: a plain install with databases per user');
    expect(stderr.match(/has no table with a text in it/g)).toHaveLength(2);
    expect(stdout).toMatch(/Not run\n {2}2: the demo gives its users no data; other rules use a table/);
    expect(stdout).toContain('  4: no page says that this is a demo; set DEMO_BANNER if one should');
    expect(stdout).toMatch(/\n5 passed, 0 failed(, \d+ known gaps?)?, \d+ skipped/);
    expect(code).toBe(0);
    const { session } = await login(
      env.DEMO_URL ?? '',
      env.DEMO_VISITOR_USERNAME ?? '',
      env.DEMO_VISITOR_PASSWORD ?? '',
    );
    const visitor = new Client(env.DEMO_URL ?? '', session);
    const [home] = await visitor.rpc('databases.configured.list', {});
    const schemas = await visitor.rpc('schemas.list', { database_id: home?.id ?? 0 });
    expect(schemas.map(({ name }) => name)).toEqual(['public']);
  });
});

test('health: JSON and exit code for a load balancer', async () => {
  await withDemo({}, async (env) => {
    const health = (args: string[], given: Record<string, string>) =>
      runCli(['health', ...args], { ...bareEnvironment(), ...given });
    const lenient = ['--json', '--page-ms', '20000,30000', '--call-ms', '20000,30000'];
    const well = await health(lenient, env);
    const { status, measures } = JSON.parse(well.text) as { status: string; measures: { name: string }[] };
    expect([well.code, status]).toEqual([0, 'ok']);
    expect(measures.map(({ name }) => name)).toEqual([
      ...['login page', 'home page', 'database page', 'databases.configured.list', 'schemas.list'],
      ...['schema page', 'tables.list', 'records.list'],
    ]);
    const strict = await health(['--json', '--call-ms', '0.001,30000'], env);
    expect([strict.code, (JSON.parse(strict.text) as { status: string }).status]).toEqual([1, 'near']);
    const open = await health(['--json', '--url', env.DEMO_URL ?? ''], {});
    expect(open.text).toContain('"login page"');
    const gone = await health(['--json', '--url', 'http://127.0.0.1:1'], {});
    expect(gone.code).toBe(1);
    expect(gone.text).toContain('"status":"over"');
    const wrong = await health(['--samples', '0'], env);
    expect(wrong.code).toBe(2);
    expect(wrong.text).toContain('--samples is "0", not a number from 1 to 20; example: 3');
  });
});
