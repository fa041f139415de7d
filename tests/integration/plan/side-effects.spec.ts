import { expect, test } from '@playwright/test';
import { setFault, WITH_FAULTS } from '../../../src/target/stand-in';
import { trialPlan } from '../support/trial-plan';
import { Trial } from '../support/trial-runner';
import { standInOfFile } from '../support/with-stand-in';

const install = standInOfFile(WITH_FAULTS);

/** Each fault, the action that shows it, and how its cells end: the admin's, and the viewer's, who is refused. */
const FAULTS: readonly [fault: string, action: string, admin: RegExp, viewer?: RegExp][] = [
  [
    'table-grants-reach-public',
    'tables.privileges.replace_for_roles(to: editor)',
    /^side effect: "table privileges" changed/,
  ],
  ['new-table-is-public', 'tables.add', /^side effect: "table privileges" changed/],
  ['role-is-set-everywhere', 'collaborators.set_role', /^side effect: "collaborators" changed/],
  ['deletes-a-second-row', 'records.delete', /^side effect: "rows:books" changed/],
  ['patches-another-column', 'records.patch', /^side effect: "rows:books" changed/],
  ['form-writes-another-column', 'forms.submit', /^side effect: "rows:books" changed/],
  ['refused-call-renames-a-bystander', 'records.add', /^pass$/, /^breach: "users" changed/],
];

const REFUSED = /^pass$/;
/** What answers OK to the viewer without doing anything, or lets everybody in. */
const SILENT = ['tables.privileges.replace_for_roles(to: editor)', 'forms.submit'];
const idOf = (index: number) => `S-${String(index + 1)}`;
const PLAN = trialPlan(
  FAULTS.map(([fault, action], index) => {
    const viewer = SILENT.includes(action) ? '–' : 'deny';
    return `| ${[idOf(index), fault, `\`${action}\``, 'allow', '–', viewer, '–', '–'].join(' | ')} |`;
  }),
);

test('whatever a call does beyond what it states is a side effect, and of a refused one a breach', async () => {
  test.setTimeout(300_000);
  for (const [index, [fault, action, admin, viewer = REFUSED]] of FAULTS.entries()) {
    // From the start of a run: what its set-up calls did is there before the first attempt.
    await setFault(install(), fault);
    const trial = await Trial.of(PLAN, install());
    try {
      const found = {
        ...(await trial.cells(true, undefined, idOf(index))),
        ...(await trial.cells(false, undefined, idOf(index))),
      };
      expect.soft(found[`${idOf(index)} admin`]?.verdict, fault).toMatch(admin);
      if (!SILENT.includes(action))
        expect.soft(found[`${idOf(index)} viewer`]?.verdict, fault).toMatch(viewer);
    } finally {
      await trial.end();
      await setFault(install(), null);
    }
  }
});
