import { expect, test } from '@playwright/test';
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';
import { filesBelow, startRun, writeThrowaway } from '../support/throwaway';
import { trialPlan } from '../support/trial-plan';

test.describe.configure({ mode: 'serial' });

const plan = (rows: string[], notes: string[] = []) =>
  trialPlan(rows, 'api', { column: 'Positive control', notes });

/** Title → first line of the failure, or `pass`. */
function verdicts(suites: JSONReportSuite[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const suite of suites) {
    for (const { title, tests } of suite.specs) {
      const [result] = tests[0]?.results ?? [];
      const message = result?.errors[0]?.message.split('\n')[0]?.replace(/^CellFailed: /, '') ?? '';
      found[title] = result?.status === 'passed' ? 'pass' : message;
    }
    Object.assign(found, verdicts(suite.suites ?? []));
  }
  return found;
}

const workersIn = (suites: JSONReportSuite[]): Set<number> =>
  new Set(
    suites.flatMap(({ specs, suites: inner = [] }) => [
      ...specs.flatMap(({ tests }) =>
        tests.flatMap(({ results }) => results.map((each) => each.workerIndex)),
      ),
      ...workersIn(inner),
    ]),
  );

test('a wrong expectation of every kind turns exactly its cell red', async ({}, info) => {
  const throwaway = writeThrowaway(
    info.outputPath(),
    plan(
      [
        '| T-1 | List records | `records.list` | | allow | allow | allow | deny: collaborator | deny: login |',
        '| T-2 | Add a record | `records.add` | | allow | deny: privilege | allow | deny: privilege | deny: login |',
        '| T-3 | Share a table | `tables.privileges.replace_for_roles` | | allow | deny: silent | deny: privilege | deny | deny[^open] |',
        '| T-4 | Read a foreign record | `records.get(database: other)` | T-1 | – | deny: collaborator | deny: collaborator | hide | deny: login |',
        '| T-6 | Delete a record | `records.delete` | T-1 | deny[^small] | deny: privilege | deny: privilege | deny: collaborator | deny: login |',
        '| T-5 | Delete a record | `records.delete` | T-1 | deny[^gap] | deny[^gap] | deny: privilege | deny: collaborator | deny: login |',
      ],
      [
        '[^open]: known gap (breach: rows:books) until 2999-01-01, mathesar#1: closed already.',
        '[^gap]: known gap (breach: rows:books) until 2999-01-01, mathesar#2: everybody may.',
        '[^small]: known gap (inconclusive) until 2999-01-01, mathesar#3: less than is seen.',
      ],
    ),
  );
  const { code, stdout, stderr } = await startRun(throwaway, ['--reporter=json']).ended;
  expect(stderr).toBe('');
  const { suites, stats } = JSON.parse(stdout) as JSONReport;
  const seen = verdicts(suites);
  expect(stats).toMatchObject({ unexpected: 7, skipped: 0, flaky: 0 });
  // A cell that was judged costs no worker, whatever was found.
  expect(workersIn(suites)).toEqual(new Set([0]));
  const short = Object.fromEntries(
    Object.entries(seen).map(([title, verdict]) => {
      const [who = '', rule = ''] = title.split(' · ');
      return [`${rule} ${who.split(' ')[0] ?? ''}`, verdict.split(':')[0]];
    }),
  );
  expect(short).toEqual({
    'T-1 admin': 'pass',
    'T-1 editor': 'pass',
    'T-1 viewer': 'pass',
    'T-1 outsider': 'pass',
    'T-1 anonymous': 'pass',
    'T-2 admin': 'pass',
    'T-2 viewer': 'over-restriction',
    'T-2 editor': 'breach',
    'T-2 outsider': 'wrong reason',
    'T-2 anonymous': 'pass',
    'T-3 admin': 'pass',
    'T-3 editor': 'pass',
    'T-3 viewer': 'silent no-op',
    'T-3 outsider': 'pass',
    'T-3 anonymous': 'closed gap',
    'T-4 editor': 'pass',
    'T-4 viewer': 'pass',
    'T-4 outsider': 'pass',
    'T-4 anonymous': 'pass',
    'T-5 admin': 'pass',
    'T-5 editor': 'pass',
    'T-5 viewer': 'pass',
    'T-5 outsider': 'pass',
    'T-5 anonymous': 'pass',
    'T-6 admin': 'breach',
    'T-6 editor': 'breach',
    'T-6 viewer': 'pass',
    'T-6 outsider': 'pass',
    'T-6 anonymous': 'pass',
  });
  expect(code).toBe(1);
});

test('what a person sees: place, evidence, totals, findings; and no secret in any artifact', async ({}, info) => {
  const throwaway = writeThrowaway(
    info.outputPath(),
    plan(
      [
        '| T-1 | Add a user | `users.add` | | allow | deny: admin | deny: admin | deny: admin | deny: login |',
        '| T-2 | Add a record | `records.add` | | allow | allow | allow | deny: collaborator | deny: login |',
        '| T-3 | Delete a record | `records.delete` | | allow | deny[^small] | deny: privilege | deny: collaborator | deny: login |',
      ],
      ['[^small]: known gap (inconclusive) until 2999-01-01, mathesar#3: less than is seen.'],
    ),
  );
  const { code, stdout } = await startRun(throwaway).ended;
  expect(code).toBe(1);
  expect(stdout).toContain('over-restriction: the install refused');
  expect(stdout).toMatch(/expected {2}allow\n\s+seen {6}denied: privilege \(-30101 /);
  expect(stdout).toMatch(/trial\.md:11:\d+\nviewer may add a record · T-2 · api/);
  // The row, with a caret under the cell.
  expect(stdout).toMatch(/> 11 \| .*\| allow \| allow \| deny: collab.*\n +\| +\^/);
  expect(stdout).toContain('over-restriction: viewer, T-2 Add a record');
  expect(stdout).toMatch(
    /gap {7}\[\^small\] excuses "inconclusive", not "breach: rows:books";\s+\S+trial\.md:14\n/,
  );
  // The loudest finding comes before everything else at the end.
  expect(stdout).toMatch(
    /\n\nWORSE THAN A KNOWN GAP \(1\)\n {2}breach: editor, T-3 Delete a record\s+\S+;\s+known: inconclusive\n\nFINDINGS/,
  );
  expect(stdout).toContain('13 passed, 2 failed');
  // Playwright keeps compiled sources in the temporary folder; they are no artifact of the run.
  const artifacts = filesBelow(info.outputPath()).filter(
    ({ file }) => !/playwright-transform-cache|\.generated/.test(file),
  );
  expect(artifacts.length).toBeGreaterThan(10);
  for (const { file, text } of [...artifacts, { file: 'the terminal', text: stdout }]) {
    const secret = /"(password|sessionid)"\s*:\s*"(?!•••)|Pw-[\w-]{20}|postgres:\/\/\w+:[^•@\s]+@/.exec(text);
    expect(secret?.[0], `a secret in ${file}`).toBeUndefined();
  }
});

test('a plan with problems: all of them, exit code 1, no test run', async ({}, info) => {
  const throwaway = writeThrowaway(
    info.outputPath(),
    plan([
      '| T-1 | Add a record | `records.ad` | | allow | allow | deny: privilege | deny: collaborator | deny: login |',
      '| T-1 | List records | `records.list` | | allow | alow | allow | deny: collaborator | |',
    ]),
  );
  const { code, stdout, stderr } = await startRun(throwaway).ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/trial\.md:10:\d+ {2}unknown action "records\.ad"; did you mean records\.add\?/);
  expect(stderr).toMatch(/trial\.md:11:\d+ {2}.*alow/);
  expect(stderr).toMatch(/trial\.md:11:\d+ {2}.*empty/);
  expect(stdout).not.toContain('cells on');
});

test('--list shows the cells, the same on every load, and starts no install', async ({}, info) => {
  const throwaway = writeThrowaway(
    info.outputPath(),
    plan([
      '| T-1 | Add a record | `records.add` | | allow | allow | deny: privilege | deny: collaborator | – |',
    ]),
  );
  const lists = [await startRun(throwaway, ['--list']).ended, await startRun(throwaway, ['--list']).ended];
  expect(lists[0]?.stdout).toContain('viewer may not add a record · T-1 · api');
  expect(lists[0]?.stdout).toContain('Total: 4 tests in 1 file');
  expect(lists[0]?.stdout).toBe(lists[1]?.stdout);
});
