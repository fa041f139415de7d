import { expect, test } from '@playwright/test';
import { requirePlan } from '../../../src/suite/compile';
import { withRun } from '../../../src/target/run';
import { standInTarget, type StandIn } from '../../../src/target/stand-in';
import { record, rulesOf } from '../../../src/upgrade/record';
import { writeCell } from '../../../src/upgrade/recording';
import { altered, asRelease, fakeHost } from '../support/fake-hosts';
import { withStandIn } from '../support/with-stand-in';

test.describe.configure({ timeout: 180_000 });

/** Records some rules. @returns `RULE role` → the cell in one line */
async function recordRules(standIn: StandIn, ids: readonly string[]): Promise<Record<string, string>> {
  const rules = rulesOf(requirePlan().plans.local).filter(({ id }) => ids.includes(id));
  const found: Record<string, string> = {};
  await withRun(standInTarget(standIn), async (state) => {
    const { cells } = await record(rules, state);
    for (const cell of cells) found[`${cell.rule} ${cell.role}`] = writeCell(cell);
  });
  return found;
}

test('every call is made as 0.9.0 takes it, and shows what was open there', async () => {
  await withStandIn({ QA_PLAN_RELEASE: '0.9.0' }, async (standIn) => {
    const cells = await recordRules(standIn, [
      ...['COB-01', 'COB-02', 'EXP-03', 'EXP-04', 'EXP-06', 'EXP-08', 'EXP-13', 'FRM-02', 'FRM-09', 'USR-01'],
    ]);
    expect(Object.entries(cells).filter(([, cell]) => /error|untried|nothing read/.test(cell))).toEqual([]);
    expect(cells).toMatchObject({
      'COB-01 outsider': 'allowed, read',
      'COB-02 viewer': 'allowed, read',
      'EXP-04 admin': 'allowed, changed explorations',
      'EXP-04 outsider': 'allowed, changed explorations',
      'EXP-06 outsider': 'allowed, changed explorations',
      'EXP-08 viewer': 'allowed, read',
      'EXP-08 outsider': 'denied: collaborator (-28030)',
      'FRM-02 viewer': 'allowed, changed form fields, forms',
      'FRM-02 outsider': 'denied: not-found (-28009)',
      'FRM-09 outsider': 'allowed, changed form fields, forms',
      'USR-01 viewer': 'allowed, read',
    });
  });
});

test('a call that a release does not have is not tried, and the recording says so', async () => {
  await withStandIn({}, async (standIn) => {
    const future = asRelease('9.0.0');
    const { url, stop } = await fakeHost(
      altered(standIn.baseUrl, { text: (text) => future(text).replace('"forms.list",', '') }),
    );
    try {
      const cells = await recordRules({ ...standIn, baseUrl: url }, ['FRM-01', 'EXP-01']);
      expect(cells['FRM-01 admin']).toBe('untried (release 9.0.0 has no method forms.list)');
      expect(cells['EXP-01 admin']).toBe('allowed, read');
    } finally {
      stop();
    }
  });
});
