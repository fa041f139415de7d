import { expect, test } from '@playwright/test';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inReport } from '../../fixtures';
import { ACTIONS } from '../../src/actions';
import { SCHEMA_VIEWERS } from '../../src/journeys/schemas-journey';
import { Browsing } from '../../src/target/browser/browsing';
import { startStandIn, type StandIn } from '../../src/target/stand-in';
import { Client } from '../../src/target/client';
import { installedRelease } from '../../src/target/installed-release';
import { ALL_EFFECTS } from '../../src/target/effects';
import { provision } from '../../src/target/provision';
import type { RunAccount, RunState } from '../../src/target/state';
import { problemsOfSchemas } from '../../src/journeys/schemas-pages';
import { requirePlan, type CompiledSuite } from '../../src/suite/compile';
import { plannedChanges } from '../../src/upgrade/plan/page';
import type { Rule } from '../../src/plan/types';
import { diff } from '../../src/upgrade/diff';
import { compareWithPlan } from '../../src/upgrade/compare-with-plan';
import { record, rulesOf } from '../../src/upgrade/record';
import { acrossUpgrade, type Upgraded } from '../../src/upgrade/upgrade';
import { writeDiff } from '../../src/upgrade/write-diff';
import { writeComparison } from '../../src/upgrade/write-comparison';

const UPGRADE = inReport('journeys', 'Upgrade');
const ON_PAGES = { ...UPGRADE, tag: '@ui' };
const [OLD, NEW] = ['0.10.1', '0.11.0'];

test.describe.configure({ mode: 'serial', timeout: 240_000 });

let suite: CompiledSuite;
/** Where the journey is: the install that runs, its data, and what was seen on the way. */
let folder = '';
let install: StandIn | undefined;
let state: RunState;
let upgraded: Upgraded;

const start = async (release: string, data: string) => {
  install = await startStandIn({
    QA_PLAN_RELEASE: release,
    QA_PLAN_DATA: path.join(folder, data),
    QA_PLAN_DEMO: '',
  });
  return install;
};
const running = (): StandIn => {
  if (!install) throw new Error('no release is running');
  return install;
};
const stop = async () => {
  await install?.stop();
  install = undefined;
};
const copy = (from: string, to: string) => {
  cpSync(path.join(folder, from), path.join(folder, to), { recursive: true });
};
/** The same run on an install that was opened again, maybe elsewhere. */
const reopened = ({ baseUrl, databaseUrl }: StandIn): RunState => ({
  ...state,
  baseUrl,
  witness: databaseUrl,
});

function accountOf({ accounts }: RunState, role: string): RunAccount {
  const account = accounts[role];
  if (!account) throw new Error(`role "${role}" has no account in this run`);
  return account;
}

/** The schema that every database comes with. */
async function publicSchema(setupAdmin: Client, database_id: number): Promise<{ oid: number; name: string }> {
  const found = (await setupAdmin.rpc('schemas.list', { database_id })).find(({ name }) => name === 'public');
  if (!found) throw new Error('the database of the run has no schema "public"');
  return found;
}

/** Of the rules that no change is planned for, in areas that have some, a run tries one in so many. */
const SHARE = 6;

/** The rules that the upgrade changes: what they show tells the two releases apart. */
const planned = () => new Set(plannedChanges(suite.upgrades, OLD, NEW).map(({ rule }) => rule));

/**
 * Every rule that the upgrade changes, one of every area, and a share of the others in areas that it touches, another one by
 * every seed; but for rules about an install that is new, which none of the two is.
 */
function sample(): Rule[] {
  const all = rulesOf(suite.plans.local).filter(
    ({ action, given }) => !given && !ACTIONS.get(action.name)?.needsNewInstall,
  );
  const changed = planned();
  const touched = new Set(all.filter(({ id }) => changed.has(id)).map(({ area }) => area));
  const seed = Number(process.env.QA_PLAN_SEED);
  const seen = new Set<string>();
  return all.filter(({ id, area }, index) => {
    const first = !seen.has(area);
    seen.add(area);
    return first || changed.has(id) || (touched.has(area) && (index + seed) % SHARE === 0);
  });
}

test.beforeAll(() => {
  suite = requirePlan();
  folder = mkdtempSync(path.join(tmpdir(), 'qa-plan-upgrade-'));
  // Run by root, PostgreSQL is another user, who has to get to its data.
  chmodSync(folder, 0o711);
});

test.afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

test('an upgrade keeps users, roles, collaborators, sessions, data and metadata', UPGRADE, async () => {
  const { baseUrl, admin, databaseUrl: witness } = await start(OLD, 'data');
  const target = { install: 'local', baseUrl, admin, witness, seed: 1, allowedEffects: ALL_EFFECTS } as const;
  state = await provision(target, () => undefined);
  upgraded = await acrossUpgrade(sample(), state, async () => {
    await stop();
    copy('data', 'backup');
    return reopened(await start(NEW, 'data'));
  });
  expect(upgraded.before.release).toBe(OLD);
  expect(upgraded.after.release).toBe(NEW);
  expect(upgraded.lost).toEqual([]);
  expect(upgraded.endedSessions).toEqual([]);
});

test('an upgrade asks for the functions of every database, until an admin has upgraded them', UPGRADE, () => {
  expect(upgraded.due).toEqual(['main', 'other']);
  expect(upgraded.stillDue).toEqual([]);
});

test('after an upgrade every role is shown every schema, and never a wrong zero', ON_PAGES, async () => {
  const run = reopened(running());
  const { id, name } = run.databases.main;
  const public_ = await publicSchema(new Client(run.baseUrl, run.setupAdmin.session), id);
  const browsing = new Browsing(run.baseUrl);
  const look = {
    baseUrl: run.baseUrl,
    witness: run.witness,
    database: { id, name },
    schema: public_,
    browsing,
  };
  try {
    for (const role of SCHEMA_VIEWERS) {
      const problems = await problemsOfSchemas({ ...look, account: accountOf(run, role) }, [
        'first load',
        'login',
      ]);
      expect(problems, role).toEqual([]);
    }
  } finally {
    await browsing.end();
  }
});

test('an upgrade changes who may do what just as planned', UPGRADE, () => {
  const { before, after } = upgraded;
  const comparison = compareWithPlan(before, after, plannedChanges(suite.upgrades, OLD, NEW));
  const { differences, notCompared } = comparison.unplanned;
  const unplanned = [...differences, ...notCompared];
  expect([...unplanned, ...comparison.missed], writeComparison(before, after, comparison)).toEqual([]);
  expect(comparison.happened.length).toBeGreaterThan(0);
});

test('a rewind to the backup finds the old matrix again where the upgrade changed it', UPGRADE, async () => {
  await stop();
  const rewound = reopened(await start(OLD, 'backup'));
  const { session } = rewound.setupAdmin;
  expect(await installedRelease(new Client(rewound.baseUrl, session))).toBe(OLD);
  const changed = planned();
  const again = await record(
    sample().filter(({ id }) => changed.has(id)),
    rewound,
    { series: 2 },
  );
  const before = { ...upgraded.before, cells: upgraded.before.cells.filter(({ rule }) => changed.has(rule)) };
  const found = diff(before, again);
  expect(found.differences, writeDiff(before, again, found)).toEqual([]);
  expect(before.cells.length).toBeGreaterThan(0);
  expect(found.compared).toBe(before.cells.length);
});
