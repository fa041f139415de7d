import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readRecord } from '../../../src/record/read';
import { fitsSchema } from '../../record-schema';
import { MIXED, RIGHT } from '../support/mixed-plan';
import { runCli } from '../support/run-cli';
import { startRun, writeThrowaway, type Throwaway } from '../support/throwaway';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile();

/** Runs a plan, and gives `qa-plan docs` on its record. */
async function ran(folder: string, plan: string) {
  const throwaway: Throwaway = writeThrowaway(folder, plan, install());
  const { text } = await startRun(throwaway).ended;
  const out = path.join(folder, 'may.md');
  const record = path.join(throwaway.plan, '.results', 'run.json');
  expect(existsSync(record), text).toBe(true);
  const docs = (...more: string[]) =>
    runCli(['docs', '--record', record, '--out', out, ...more], throwaway.env);
  return { throwaway, out, docs, record };
}

test('a page is written from a run, and an edit or another plan is found', async ({}, info) => {
  const { throwaway, out, docs } = await ran(info.outputPath(), RIGHT);
  const written = await docs();
  expect(written.text).toBe(`${out}\n`);
  expect(written.code).toBe(0);
  const page = readFileSync(out, 'utf8');
  expect(page).toContain('Admins and editors can:\n\n- add a record (');
  expect(page).toContain('Editors should not be able to delete a record (');
  expect(page).toMatch(/!!! note "Not proven in this run"\n\n {4}- .*: Send feedback/);
  expect(page).not.toContain('can send feedback');
  expect(await docs('--check')).toMatchObject({ code: 0, text: '' });

  writeFileSync(out, page.replace('- add a record (', '- add or burn a record ('));
  const line = page.split('\n').findIndex((each) => each.startsWith('- add a record (')) + 1;
  const edited = await docs('--check');
  expect(edited.code).toBe(1);
  expect(edited.stderr).toMatch(
    RegExp(`may\\.md:${String(line)}  was edited by hand\n  page      - add or burn.*\n  expected  - add a`),
  );
  const kept = await docs();
  expect(kept.code).toBe(1);
  expect(kept.stderr).toContain(`may.md:${String(line)}  was edited by hand, and is left as it is`);
  expect(readFileSync(out, 'utf8')).toContain('add or burn');
  expect((await docs('--force')).code).toBe(0);
  expect(readFileSync(out, 'utf8')).toBe(page);

  const file = path.join(throwaway.plan, 'trial.md');
  writeFileSync(file, RIGHT.replace('Add a record', 'Append a record'));
  const other = await docs('--check');
  expect(other.code).toBe(1);
  expect(other.stderr).toContain('is of another plan: run "npx playwright test" again');
  expect(other.stderr).toContain(
    'trial.md:11:43  the plan has "Append a record", admin allow; the run had "Add a record"',
  );
});

test('a run that ends in each way fits the JSON Schema; its finding is named, and no sentence claims what it refutes', async ({}, info) => {
  const { out, docs, record } = await ran(info.outputPath(), MIXED);
  const verdicts = readRecord(record).results.map((result) => result.kind === 'cell' && result.verdict);
  expect([...new Set(verdicts)].sort()).toEqual(['known gap', 'not run', 'over-restriction', 'pass']);
  expect(fitsSchema(JSON.parse(readFileSync(record, 'utf8')))).toEqual([]);

  const { code, stderr } = await docs();
  expect(code).toBe(1);
  expect(stderr).toMatch(/trial\.md:\d+ {2}over-restriction: viewer, T-3 Change a record\n/);
  expect(stderr).toContain('1 finding, of which the page claims nothing');
  const page = readFileSync(out, 'utf8');
  expect(page).toMatch(
    /!!! danger "Seen otherwise in this run"\n\n {4}- Change a record \(.*\), viewers: over-restriction\n/,
  );
  expect(page).toContain('Admins and editors can change a record (');
  expect((await docs('--check')).code).toBe(1);
});

test('without a record the command says what to do', async ({}, info) => {
  const { env } = writeThrowaway(info.outputPath(), RIGHT);
  const { code, stderr } = await runCli(['docs', '--record', info.outputPath('none.json')], env);
  expect(code).toBe(1);
  expect(stderr).toContain('does not exist: run "npx playwright test" first');
});
