import { expect, test } from '@playwright/test';
import { makeRecipe } from '../../../src/repro/make-recipe';
import { proveAndReduce, runShell } from '../../../src/repro/prove';
import { writeShell } from '../../../src/repro/write-shell';
import { writeSpec } from '../../../src/repro/write-spec';
import { disclosureOfRun } from '../../../src/suite/compile';
import { standInTarget, whileBroken, WITH_FAULTS } from '../../../src/target/stand-in';
import { queryRows } from '../../../src/target/postgres';
import { withRun } from '../../../src/target/run';
import { standInOfFile } from '../support/with-stand-in';
import { cellOf, MADE_BY_REPRO } from './cells';

const standIn = standInOfFile(WITH_FAULTS);

/** A kind of cell, and a fault that it sees. */
const CASES = [
  { what: 'a privilege on rows', cell: 'REC-04 viewer', fault: 'select-brings-insert' },
  { what: 'a closed table', cell: 'REC-07 viewer', fault: 'as-owner:records.list' },
  { what: 'a collaborator', cell: 'REC-01 outsider', fault: 'stranger:records.list' },
  { what: 'administrators only', cell: 'USR-01 editor', fault: 'open:users.list' },
  { what: 'the wrong reason', cell: 'REC-05 viewer', fault: 'wrong-reason:records.patch' },
  { what: 'a silent no-op', cell: 'REC-06 editor', fault: 'no-op:records.delete' },
  { what: 'what is allowed, without effect', cell: 'REC-04 editor', fault: 'no-op:records.add' },
] as const;

for (const { what, cell: name, fault } of CASES) {
  test(`a script is red on the fault and green without it: ${what}, ${name}`, async () => {
    test.setTimeout(180_000);
    const { rule, cell } = cellOf(name);
    const target = standInTarget(standIn());
    let script = '';
    const left = await withRun(target, async (state) => {
      const whole = await makeRecipe(state, disclosureOfRun(), rule, cell);
      const { recipe, isGreen } = await proveAndReduce(whole, target);
      expect(isGreen).toBe(true);
      expect(recipe.setUp.length).toBeLessThanOrEqual(whole.setUp.length);
      script = writeShell(recipe);
      const secrets = [
        target.admin.password,
        state.prefix,
        ...Object.values(state.accounts).map((one) => one.password),
      ];
      for (const secret of secrets) {
        expect(script).not.toContain(secret);
        expect(writeSpec(recipe)).not.toContain(secret);
      }
    });
    expect(left).toEqual([]);
    const broken = await whileBroken(standIn(), fault, () => runShell(script, target));
    expect(broken, broken.output).toMatchObject({ code: 1 });
    const whole = await runShell(script, target);
    expect(whole, whole.output).toMatchObject({ code: 0 });
    const stays = await queryRows<{ name: string }>(target.witness ?? '', MADE_BY_REPRO);
    expect(stays).toEqual([]);
  });
}
