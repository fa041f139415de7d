import { expect, test } from '@playwright/test';
import { requirePlan } from '../../../src/suite/compile';
import { withRun } from '../../../src/target/run';
import { standInTarget, type StandIn } from '../../../src/target/stand-in';
import { fits } from '../../../src/upgrade/compare-with-plan';
import { record, rulesOf } from '../../../src/upgrade/record';
import { writeCell, type RecordedCell } from '../../../src/upgrade/recording';
import { plannedChanges } from '../../../src/upgrade/plan/page';
import { altered, asRelease, fakeHost } from '../support/fake-hosts';
import { withStandIn } from '../support/with-stand-in';

async function recordRules(standIn: StandIn, ids: readonly string[]): Promise<RecordedCell[]> {
  const rules = rulesOf(requirePlan().plans.local).filter(({ id }) => ids.includes(id));
  const found: RecordedCell[] = [];
  await withRun(standInTarget(standIn), async (state) => {
    found.push(...(await record(rules, state)).cells);
  });
  return found;
}

const write = (cells: readonly RecordedCell[]) =>
  Object.fromEntries(cells.map((cell) => [`${cell.rule} ${cell.role}`, writeCell(cell)]));

/** A rule for each call that 0.9.0 takes with other parameters, or of which it checks less, and for each canary. */
const CHANGED = [
  ...['COB-01', 'COB-02', 'DAT-20', 'EXP-03', 'EXP-04', 'EXP-06', 'EXP-07', 'EXP-08', 'EXP-13', 'EXP-14'],
  ...['FRM-02', 'FRM-05', 'FRM-09', 'FRM-20', 'MET-02', 'STO-01', 'STO-02', 'USR-01'],
];

test('as 0.9.0, the stand-in takes every call as that release does, and leaves open what that did', async () => {
  const planned = plannedChanges(requirePlan().upgrades, '0.9.0', '0.10.1').filter(({ rule }) =>
    CHANGED.includes(rule),
  );
  expect(planned.length).toBeGreaterThan(30);
  const cells = await withStandIn({ QA_PLAN_RELEASE: '0.9.0' }, (standIn) => recordRules(standIn, CHANGED));
  const shown = write(cells);
  expect(Object.entries(shown).filter(([, cell]) => /error|untried|not run|nothing read/.test(cell))).toEqual(
    [],
  );
  const otherwise = planned.filter(
    ({ rule, role, before }) =>
      !fits(
        cells.find((cell) => cell.rule === rule && cell.role === role),
        before,
      ),
  );
  expect(otherwise.map(({ rule, role }) => `${rule} ${role}: ${String(shown[`${rule} ${role}`])}`)).toEqual(
    [],
  );
  expect(shown).toMatchObject({
    'EXP-04 admin': 'allowed, changed explorations',
    'EXP-08 viewer': 'allowed, read',
    'EXP-08 outsider': 'denied: collaborator (-28030)',
    'FRM-02 viewer': 'allowed, changed form fields, forms',
    'USR-01 viewer': 'allowed, read',
  });
});

test('a call that a release does not have is not tried, and the recording says so', async () => {
  await withStandIn({}, async (standIn) => {
    const future = asRelease('9.0.0');
    const { url, stop } = await fakeHost(
      altered(standIn.baseUrl, { text: (text) => future(text).replace('"forms.list",', '') }),
    );
    try {
      const cells = write(await recordRules({ ...standIn, baseUrl: url }, ['FRM-01', 'EXP-01']));
      expect(cells['FRM-01 admin']).toBe('not run (release 9.0.0 has no method forms.list)');
      expect(cells['EXP-01 admin']).toBe('allowed, read');
    } finally {
      stop();
    }
  });
});
