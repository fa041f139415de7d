import type http from 'node:http';
import { expect, test } from '@playwright/test';
import { startStandIn, type StandIn } from '../../../src/target/stand-in';
import { addAccount, PASSWORD, setupAdminOf } from '../support/environment-hosts';
import { altered, fakeHost, type FakeHost } from '../support/fake-hosts';
import { bareEnvironment, runCli } from '../support/run-cli';
import { startRun, writeSettings, writeThrowaway } from '../support/throwaway';
import { ONE_RULE } from '../support/trial-plan';

// An address of this machine that is none by its name: what is sent there arrives, and is written down.
const asForeign = (url: string) => url.replace('127.0.0.1', '0.0.0.0');
test.skip(process.platform !== 'linux', 'elsewhere 0.0.0.0 is no address to send to');
test.describe.configure({ mode: 'default' });

/** Methods that change nothing, whoever calls them. */
const READING =
  /^(system\.listMethods|databases\.get|databases\.configured\.list|schemas\.list|tables\.list|roles\.get_current_role)$/;
let demo: StandIn;
let foreign: FakeHost;
let requests: string[] = [];

test.beforeAll(async () => {
  demo = await startStandIn({ QA_PLAN_DEMO: '1' });
  const setupAdmin = await setupAdminOf(demo);
  for (const username of ['ada', 'grace']) await addAccount(setupAdmin, username, false);
  foreign = await fakeHost(recorded(altered(demo.baseUrl, {})));
});

test.beforeEach(() => {
  requests = [];
});

test.afterAll(async () => {
  foreign.stop();
  await demo.stop();
});

/** Writes down what is asked: method and path, and of a call its methods. */
const recorded =
  (next: http.RequestListener): http.RequestListener =>
  (request, response) => {
    const at = requests.push(`${request.method ?? ''} ${request.url ?? ''}`) - 1;
    request.on('data', (chunk: Buffer) => {
      const called = [...chunk.toString().matchAll(/"method":"([\w.]+)"/g)].map(([, name]) => name);
      if (called.length > 0) requests[at] = called.join(' ');
    });
    next(request, response);
  };

function settings(file: string, extra: Record<string, string>): NodeJS.ProcessEnv {
  writeSettings(file, extra);
  return bareEnvironment(file);
}

test('a local install elsewhere that is not allowed by name is not even asked for its login page', async ({}, info) => {
  const file = info.outputPath('install.env');
  const env = settings(file, {
    LOCAL_URL: asForeign(foreign.url),
    LOCAL_ADMIN_USERNAME: demo.admin.username,
    LOCAL_ADMIN_PASSWORD: demo.admin.password,
  });
  for (const args of [['preflight'], ['sweep', '--remove', '--all']]) {
    const { code, text } = await runCli(args, env);
    expect(code).toBe(3);
    expect(text).toContain('LOCAL_URL names 0.0.0.0, which is not this machine');
  }
  const throwaway = writeThrowaway(info.outputPath(), ONE_RULE);
  throwaway.env.QA_PLAN_ENV_FILE = file;
  const { code } = await startRun(throwaway).ended;
  expect(code).toBe(3);
  expect(requests).toEqual([]);
});

test('a demo that is not allowed by name is looked at, and asked to change nothing', async ({}, info) => {
  const env = settings(info.outputPath('install.env'), {
    DEMO_URL: asForeign(foreign.url),
    DEMO_VISITOR_USERNAME: 'ada',
    DEMO_VISITOR_PASSWORD: PASSWORD,
    DEMO_NEIGHBOUR_USERNAME: 'grace',
    DEMO_NEIGHBOUR_PASSWORD: PASSWORD,
    DEMO_ADMIN_USERNAME: demo.admin.username,
    DEMO_ADMIN_PASSWORD: demo.admin.password,
  });
  const preflight = await runCli(['preflight'], env);
  expect(preflight.text).toContain('no changes are sent to 0.0.0.0: only rules marked safe run');
  expect(preflight.code).toBe(0);
  expect(requests).toContain('databases.get');
  const changing = requests.filter(
    (request) => !request.startsWith('GET ') && request !== 'POST /auth/login/' && !READING.test(request),
  );
  expect(changing).toEqual([]);

  requests = [];
  const sweep = await runCli(['sweep', '--remove', '--all'], env);
  expect(sweep.code).toBe(2);
  expect(sweep.text).toContain('changes nothing on 0.0.0.0; to allow it, set QA_PLAN_ALLOWED_HOSTS=0.0.0.0');
  expect(requests).toEqual([]);
});
