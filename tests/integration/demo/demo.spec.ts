import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { provisionDemo, removeFromDemo, type MadeOnDemo } from '../../../src/demo/provision';
import { standInDemoTarget, type StandInDetails, startStandIn } from '../../../src/target/stand-in';
import { Client } from '../../../src/target/client';
import { login } from '../../../src/target/session';

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

const PROJECT = path.resolve(import.meta.dirname, '../../..');

interface Ended {
  code: number | null;
  stdout: string;
}

/** Runs a command of the project in an environment without the settings of this run. */
async function run(args: string[], given: Record<string, string>): Promise<Ended> {
  const env: NodeJS.ProcessEnv = { ...process.env, FORCE_COLOR: '0' };
  for (const name of Object.keys(env)) {
    if (/^(TEST_|PLAYWRIGHT_|LOCAL_|DEMO_|QA_PLAN_(?!BROWSER))/.test(name)) env[name] = undefined;
  }
  const child = spawn(process.execPath, args, {
    cwd: PROJECT,
    env: { ...env, ...given },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout };
}

const cli = path.join('node_modules', '@playwright', 'test', 'cli.js');
const demoRun = (given: Record<string, string>, output: string, grep: string) =>
  run([cli, 'test', '--project=demo', '--output', path.join(output, 'out'), '--grep', grep], {
    QA_PLAN_ALLURE: path.relative(PROJECT, path.join(output, 'allure')),
    ...given,
  });

/** Two visitors on a demo, as somebody else's demo has them, and the environment that names it. */
async function withDemo(
  fault: string | undefined,
  work: (env: Record<string, string>, details: StandInDetails) => Promise<void>,
): Promise<void> {
  const standIn = await startStandIn({ QA_PLAN_DEMO: 'public', ...(fault && { QA_PLAN_FAULT: fault }) });
  let made: MadeOnDemo | undefined;
  try {
    const { run: state } = await provisionDemo(standInDemoTarget(standIn), (growing) => {
      made = growing;
    });
    const { visitor, neighbour } = state.accounts;
    await work(
      {
        DEMO_URL: standIn.baseUrl,
        DEMO_VISITOR_USERNAME: visitor?.username ?? '',
        DEMO_VISITOR_PASSWORD: visitor?.password ?? '',
        DEMO_NEIGHBOUR_USERNAME: neighbour?.username ?? '',
        DEMO_NEIGHBOUR_PASSWORD: neighbour?.password ?? '',
      },
      standIn,
    );
  } finally {
    if (made) expect(await removeFromDemo(made)).toEqual([]);
    await standIn.stop();
  }
}

test('a demo that leaks rows, one whose page has lost its notice, turns red', async ({}, info) => {
  await withDemo('collaborator-check-skipped', async (env) => {
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
  await withDemo(undefined, async (env, { admin, baseUrl }) => {
    const steward = new Client(baseUrl, (await login(baseUrl, admin.username, admin.password)).session);
    const held = async () => [
      ...(await steward.rpc('users.list', {})).map(({ username }) => username),
      ...(await steward.rpc('databases.configured.list', {})).map(({ name }) => name),
    ];
    const before = await held();
    const { code, stdout } = await demoRun(
      { ...env, DEMO_ADMIN_USERNAME: admin.username, DEMO_ADMIN_PASSWORD: admin.password },
      info.outputPath(),
      'DEM-2[03]|DEM-4',
    );
    expect(stdout).toContain('18 passed, 0 failed');
    expect(code).toBe(0);
    expect(await held()).toEqual(before);
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

test('health: JSON and exit code for a load balancer', async () => {
  await withDemo(undefined, async (env) => {
    const health = (args: string[], given: Record<string, string>) =>
      run(['src/cli/qa-plan.mjs', 'health', ...args], given);
    const lenient = ['--json', '--page-ms', '20000,30000', '--call-ms', '20000,30000'];
    const well = await health(lenient, env);
    const { status, measures } = JSON.parse(well.stdout) as { status: string; measures: { name: string }[] };
    expect([well.code, status]).toEqual([0, 'ok']);
    expect(measures.map(({ name }) => name)).toEqual([
      ...['login page', 'home page', 'database page', 'databases.configured.list', 'schemas.list'],
      ...['schema page', 'tables.list', 'records.list'],
    ]);
    const strict = await health(['--json', '--call-ms', '0.001,30000'], env);
    expect([strict.code, (JSON.parse(strict.stdout) as { status: string }).status]).toEqual([1, 'near']);
    const open = await health(['--json', '--url', env.DEMO_URL ?? ''], {});
    expect(open.stdout).toContain('"login page"');
    const gone = await health(['--json', '--url', 'http://127.0.0.1:1'], {});
    expect(gone.code).toBe(1);
    expect(gone.stdout).toContain('"status":"over"');
    const wrong = await health(['--samples', '0'], env);
    expect(wrong.code).toBe(2);
    expect(wrong.stdout).toContain('--samples is "0", not a number from 1 to 20; example: 3');
  });
});
