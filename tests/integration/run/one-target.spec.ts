import { expect, test } from '@playwright/test';
import { startRun, writeSettings, writeThrowaway } from '../support/throwaway';
import { ONE_RULE } from '../support/trial-plan';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile();
const NOBODY = 'http://127.0.0.1:9';

/** Settings of both targets, of which only the local one is there. */
const settings = () => {
  const { baseUrl, admin, databaseUrl } = install();
  return {
    LOCAL_URL: baseUrl,
    LOCAL_ADMIN_USERNAME: admin.username,
    LOCAL_ADMIN_PASSWORD: admin.password,
    LOCAL_DATABASE_URL: databaseUrl,
    DEMO_URL: NOBODY,
    DEMO_VISITOR_USERNAME: 'alice',
    DEMO_VISITOR_PASSWORD: 'a password',
    DEMO_NEIGHBOUR_USERNAME: 'bob',
    DEMO_NEIGHBOUR_PASSWORD: 'another password',
  };
};

test('--project sets up the target of that project only', async ({}, info) => {
  const throwaway = writeThrowaway(info.outputPath(), ONE_RULE, install());
  // The project's own plan, which alone has a part for demos.
  delete throwaway.env.QA_PLAN_FOLDER;
  throwaway.env.QA_PLAN_RESULTS = info.outputPath('results');
  writeSettings(throwaway.env.QA_PLAN_ENV_FILE ?? '', settings());
  const run = (...args: string[]) => startRun(throwaway, ['--grep', '@api', ...args]).ended;
  const local = await run('--project=local', 'qa-plan/servers.md');
  expect(local.text).not.toContain('demo');
  expect(local.stdout).toMatch(
    new RegExp(`^\\d+ cells on ${install().baseUrl}, [^]*\n[1-9]\\d* passed, 0 failed`),
  );
  expect(local.code).toBe(0);
  // What is not needed may be wrong.
  writeSettings(throwaway.env.QA_PLAN_ENV_FILE ?? '', { ...settings(), DEMO_URL: 'nowhere' });
  expect(await run('--project=local', 'qa-plan/servers.md')).toMatchObject({ code: 0 });
  writeSettings(throwaway.env.QA_PLAN_ENV_FILE ?? '', settings());
  const demo = await run('--project=demo', 'qa-plan/demo.md');
  expect(demo.stdout).toContain(` cells on ${NOBODY}, `);
  expect(demo.text).toContain('preflight: ');
  expect(demo.code).toBe(3);
});
