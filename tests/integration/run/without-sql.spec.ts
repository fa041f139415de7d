import { readFileSync } from 'node:fs';
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter';
import { expect, test } from '@playwright/test';
import { EFFECTS } from '../../../src/target/effects';
import { setFault, WITH_FAULTS } from '../../../src/target/stand-in';
import { requirePlan } from '../../../src/suite/compile';
import { altered, fakeHost } from '../support/fake-hosts';
import { startRun, writeSettings, writeThrowaway } from '../support/throwaway';
import { ONE_RULE, trialPlan } from '../support/trial-plan';
import { Trial } from '../support/trial-runner';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile(WITH_FAULTS);

/** Status of each test, by its title; for one that was not run the reason. */
function results(suites: readonly JSONReportSuite[]): [title: string, status: string][] {
  return suites.flatMap(({ specs, suites: inner = [] }) => [
    ...specs.map(({ title, tests: [only] }): [string, string] => {
      const skip = only?.annotations.find(({ type }) => type === 'skip')?.description;
      return [title, skip ?? only?.results[0]?.status ?? 'none'];
    }),
    ...results(inner),
  ]);
}

/** One rule of each action, and one that takes it to another database. */
const RULES = [
  ...new Map(
    requirePlan()
      .plans.local.files.flatMap(({ rules }) => rules)
      .filter(({ surfaces }) => surfaces.includes('api'))
      // Of two with the same key, the last one counts.
      .toReversed()
      .map((rule) => [`${rule.action.name} ${String(rule.action.text.includes('database: other'))}`, rule]),
  ).values(),
];

test('no cell is red for want of SQL, and only what SQL alone sees is not run', async ({}, info) => {
  test.setTimeout(900_000);
  const throwaway = writeThrowaway(info.outputPath(), ONE_RULE, install());
  delete throwaway.env.QA_PLAN_FOLDER;
  const { baseUrl, admin } = install();
  writeSettings(throwaway.env.QA_PLAN_ENV_FILE ?? '', {
    LOCAL_URL: baseUrl,
    LOCAL_ADMIN_USERNAME: admin.username,
    LOCAL_ADMIN_PASSWORD: admin.password,
    QA_PLAN_ALLOWED_EFFECTS: Object.keys(EFFECTS).join(','),
  });
  const ids = RULES.map(({ id }) => id).join('|');
  const chosen = `(admin|viewer) may .* · (${ids}) · api|an editor may add a book`;
  const args = ['--reporter=json', '--grep', chosen, '--project=local', '--project=journeys'];
  const report = info.outputPath('report.json');
  throwaway.env.PLAYWRIGHT_JSON_OUTPUT_FILE = report;
  const { code, text } = await startRun(throwaway, args).ended;
  expect(text).toContain('no SQL witness');
  const seen = results((JSON.parse(readFileSync(report, 'utf8')) as JSONReport).suites);
  const isTold = (status: string) =>
    status === 'passed' || /^only SQL sees|only SQL can put that right/.test(status);
  expect(seen.filter(([, status]) => !isTold(status))).toEqual([]);
  expect(code).toBe(0);
  expect(seen.some(([title]) => title.startsWith('an editor may add a book'))).toBe(true);
  const notRun = RULES.filter(({ id }) =>
    seen.some(([title, status]) => title.includes(` · ${id} · `) && status !== 'passed'),
  );
  expect([...new Set(notRun.map(({ action }) => action.name))].sort()).toEqual([
    'databases.upgrade_sql',
    'last_admin.delete',
    'last_admin.demote',
    'last_admin.replace',
    'password.choose',
    'roles.configured.set_password',
    'servers.configured.patch',
    'users.password.replace_own',
    'users.password.revoke',
  ]);
});

const FAULTS: readonly [fault: string, action: string, role: string, verdict: RegExp][] = [
  ['as-owner:records.add', 'records.add', 'viewer', /^breach: "rows:books" changed/],
  ['as-owner:columns.add', 'columns.add', 'viewer', /^breach: "columns" changed/],
  [
    'as-owner:tables.privileges.replace_for_roles',
    'tables.privileges.replace_for_roles',
    'viewer',
    /^breach: "table p/,
  ],
  ['stranger:forms.delete', 'forms.delete', 'outsider', /^breach: "forms" changed/],
  ['stranger:explorations.add', 'explorations.add', 'outsider', /^breach: "explorations" changed/],
  ['open:users.delete', 'users.delete', 'viewer', /^breach: "users" changed/],
  ['open:collaborators.add', 'collaborators.add', 'viewer', /^breach: "collaborators" changed/],
  ['open:roles.configured.delete', 'roles.configured.delete', 'viewer', /^breach: "stored roles" changed/],
  [
    'open:databases.configured.patch',
    'databases.configured.patch',
    'viewer',
    /^breach: "connected databases" ch/,
  ],
  ['open:analytics.initialize', 'analytics.initialize', 'viewer', /^breach: "installation id" changed/],
  ['as-owner:databases.delete', 'databases.delete', 'viewer', /^breach: "databases" changed/],
  ['no-op:records.add', 'records.add', 'editor', /^ineffective: .*"rows:books" did not change/],
  ['no-op:databases.delete', 'databases.delete', 'admin', /^ineffective: .*"databases" did not change/],
  ['no-op:users.patch_other', 'users.patch_other', 'admin', /^ineffective: .*"users" did not change/],
  [
    'open:users.password.revoke',
    'users.password.revoke',
    'viewer',
    /^only SQL sees a change of a password: set LOCAL_/,
  ],
];

const isNoOp = (fault: string) => fault.startsWith('no-op:');
const ROLES = ['admin', 'editor', 'viewer', 'outsider', 'anonymous'];
const idOf = (index: number) => `F-${String(index + 1)}`;
const FAULTY = trialPlan(
  FAULTS.map(([fault, action, role], index) => {
    const cells = ROLES.map((each) => {
      if (each === role) return isNoOp(fault) ? 'allow' : 'deny';
      return each === 'admin' ? 'allow' : '–';
    });
    return `| ${[idOf(index), fault, `\`${action}\``, ...cells].join(' | ')} |`;
  }),
);

test('faults are seen without SQL, or the cell is not run', async () => {
  const trial = await Trial.of(FAULTY, install(), undefined, { sql: false });
  try {
    for (const [index, [fault, , role, verdict]] of FAULTS.entries()) {
      const id = idOf(index);
      await trial.cells(!isNoOp(fault), undefined, id);
      await setFault(install(), fault);
      const found = await trial.cells(isNoOp(fault), undefined, id);
      await setFault(install(), null);
      expect.soft(found[`${id} ${role}`]?.verdict, fault).toMatch(verdict);
    }
  } finally {
    await trial.end();
  }
});

test('a read-back that fails is no proof that nothing changed', async () => {
  let lost = false;
  const host = await fakeHost(
    altered(install().baseUrl, {
      text: (text) => (lost && text.includes('"grouping"') && text.startsWith('[') ? refused(text) : text),
    }),
  );
  const plan = trialPlan([
    '| T-1 | Add a record | `records.add` | allow | allow | deny: privilege | deny: collaborator | deny: login |',
  ]);
  const trial = await Trial.of(plan, install(), host.url, { sql: false });
  try {
    await trial.cells(true);
    lost = true;
    const found = await trial.cells(false);
    expect([...new Set(Object.values(found).map(({ verdict }) => verdict))]).toEqual([
      'whether "rows:books" changes could not be read back (records.list answered -30101): set LOCAL_DATABASE_URL',
    ]);
  } finally {
    await trial.end();
    host.stop();
  }
});

/** The same batch of calls, each refused. */
const refused = (text: string) =>
  JSON.stringify(
    (JSON.parse(text) as { id: number }[]).map(({ id }) => ({
      ...{ jsonrpc: '2.0', id },
      error: { code: -30101, message: 'InsufficientPrivilege' },
    })),
  );
