import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { PROJECT } from '../support/run-cli';
import { startRun, writeThrowaway } from '../support/throwaway';
import { ONE_RULE } from '../support/trial-plan';

const succeeds = (role: string) => `await expect(${role}.rpc('records.add', book)).toSucceed();`;
const isDenied = (role: string, reason = '') =>
  `await expect(${role}.rpc('records.add', book)).toBeDenied(${reason});`;

/** What a hand-written test must be red for, and the words that say so. */
const WRONG: [title: string, body: string, says: RegExp][] = [
  ['no denial', isDenied('editor'), /breach: "rows:books" changed\n +call +records\.add\n +role +editor/],
  [
    'a denial for another reason',
    succeeds('admin') + isDenied('outsider', "'privilege'"),
    /wrong reason: refused for "collaborator" instead of "privilege"/,
  ],
  ['no success', succeeds('viewer'), /over-restriction: the install refused/],
  [
    'no positive control',
    isDenied('viewer'),
    /unproven: records\.add was denied to viewer, and no role succeeded/,
  ],
  ['a call that is not sent', `viewer.rpc('records.add', book);`, /records\.add of viewer was never sent/],
  ['nothing seen', `${succeeds('editor')} expect(witness).toHaveSeenNothing();`, /expected: nothing changed/],
  [
    'a page that is not whole',
    `const { page, table } = await viewer.pages();
     await page.route('**/api/rpc/v0/', (route) => route.fulfill({ status: 502 }));
     await table.open({ ...place, schemaOid: world.schema.oid }).catch(() => undefined);
     await expect(page.getByRole('button', { name: 'New Record' })).toHaveCount(0);`,
    /the page is not whole: POST \/api\/rpc\/v0\/: HTTP 502/,
  ],
  [
    'a page without its user',
    `const { page } = await editor.pages(); await page.goto('/'); await page.context().clearCookies();`,
    /the session of editor ended/,
  ],
  // The last one, because the session stays ended.
  [
    'a role that is not signed in',
    `${succeeds('editor')} await expect(viewer.http({ method: 'GET', path: '/auth/logout/' })).toSucceed();`,
    /the session of viewer ended/,
  ],
];

/** Writes a configuration for specs that lie elsewhere, with the project's own set-up. @returns its path */
function writeConfiguration(folder: string, more = ''): string {
  const config = path.join(folder, 'playwright.config.js');
  const project = JSON.stringify(PROJECT);
  writeFileSync(
    config,
    `import config from '${from(folder, 'playwright.config')}';
    export default {
      ...config,
      globalSetup: ${project} + '/fixtures/global-setup.ts',
      reporter: 'list',
      projects: [{ name: 'local', use: { target: 'local' }, testDir: 'specs' }],
      ${more}
    };\n`,
  );
  return config;
}

/** A file of the project as a module in a folder imports it. */
const from = (folder: string, file: string) =>
  path.relative(folder, path.join(PROJECT, file)).split(path.sep).join('/');

test('a hand-written test is red for what it does not prove, in the words of a cell', async ({}, info) => {
  const throwaway = writeThrowaway(info.outputPath(), ONE_RULE);
  const specs = info.outputPath('specs');
  mkdirSync(specs);
  const tests = WRONG.map(
    ([title, body]) => `test('${title}', async ({ admin, editor, viewer, outsider, witness, world }) => {
      const book = { database_id: world.databaseId, table_oid: world.tables.books.oid, record_def: {} };
      const place = { databaseId: world.databaseId, tableOid: world.tables.books.oid };
      ${body}
    });`,
  );
  const head = `import { expect, test } from '${from(specs, 'fixtures')}';`;
  writeFileSync(path.join(specs, 'hand-written.spec.js'), `${head}\n${tests.join('\n')}\n`);
  const config = writeConfiguration(info.outputPath());
  const { stdout } = await startRun(throwaway, ['--config', config]).ended;
  for (const [title, , says] of WRONG) expect(stdout, title).toMatch(says);
  expect(stdout).toContain(`${String(WRONG.length)} failed`);
  expect(stdout).not.toContain('passed');
});

test('retries of a configuration are refused too', async ({}, info) => {
  mkdirSync(info.outputPath('specs'));
  const config = writeConfiguration(info.outputPath(), 'retries: 1,');
  const { code, text } = await startRun(writeThrowaway(info.outputPath(), ONE_RULE), ['--config', config])
    .ended;
  expect(text).toContain('--retries is refused');
  expect(code).toBe(2);
});
