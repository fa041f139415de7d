import { expect, test } from '@playwright/test';
import { MATHESAR_CONTROLS } from '../../../src/controls';
import { NotReproducible } from '../../../src/repro/not-reproducible';
import { makePageRecipe } from '../../../src/repro/page/make-page-recipe';
import { runSpec } from '../../../src/repro/run-spec';
import { writeSpec } from '../../../src/repro/write-spec';
import { disclosureOfRun } from '../../../src/suite/compile';
import { queryRows } from '../../../src/target/postgres';
import { withRun } from '../../../src/target/run';
import { standInTarget, whileBroken, WITH_FAULTS } from '../../../src/target/stand-in';
import type { RunState } from '../../../src/target/state';
import { standInOfFile } from '../support/with-stand-in';
import { cellOf, MADE_BY_REPRO } from './cells';

const standIn = standInOfFile(WITH_FAULTS);

const pageRecipe = (state: RunState, name: string, control: string) =>
  makePageRecipe(state, disclosureOfRun(), { ...cellOf(name), control: MATHESAR_CONTROLS.named(control) });

/** A kind of page cell, a fault that it sees, and what its spec then says. */
const CASES = [
  {
    what: 'a page offers too much, and what is done there works',
    ...{ cell: 'REC-04 viewer', control: 'table page: New Record', fault: 'select-brings-insert' },
    says: ['the page offers "table page: New Record", Expected: false', 'records.list, Expected: 0'],
  },
  {
    what: 'what a page offers is refused',
    ...{ cell: 'REC-05 editor', control: 'table page: cell editor', fault: 'editor-over-restricted' },
    says: ['using it'],
  },
  {
    what: 'a page hides what is allowed',
    ...{ cell: 'SCH-01 editor', control: 'database page: schema', fault: 'schemas-zero' },
    says: ['the page offers "database page: schema", Expected: true, Received: false'],
  },
] as const;

for (const { what, cell, control, fault, says } of CASES) {
  test(`a spec is red on the fault and green without it: ${what}, ${cell}`, async () => {
    test.setTimeout(120_000);
    const target = standInTarget(standIn());
    let spec = '';
    const left = await withRun(target, async (state) => {
      spec = writeSpec(await pageRecipe(state, cell, control));
      const accounts = [target.admin, ...Object.values(state.accounts)];
      for (const secret of [state.prefix, ...accounts.map(({ password }) => password)])
        expect(spec).not.toContain(secret);
    });
    expect(left).toEqual([]);
    const broken = await whileBroken(standIn(), fault, () => runSpec(spec, target));
    expect(broken, broken.output).toMatchObject({ code: 1 });
    for (const one of says) expect(broken.output).toContain(one);
    const whole = await runSpec(spec, target);
    expect(whole, whole.output).toMatchObject({ code: 0 });
    expect(await queryRows(target.witness ?? '', MADE_BY_REPRO)).toEqual([]);
  });
}

/** Page cells that no spec shows, and why. */
const REFUSED = [
  ['PGC-02 viewer', 'everything on the page: home', /everything that a page offers/],
  ['USR-08 editor', 'user page: Change Password', /only SQL sees a change of a password/],
  ['ANA-03 editor', 'administration settings: start sending usage data', /belongs to the whole install/],
  ['DAT-08 outsider', 'home page: Upgrade', /more than clicks and inputs: "route"/],
  ['SHF-16 editor', 'shared form: Submit', /no role may use the control/],
] as const;

test('it is told why a page cell can not be reproduced', async () => {
  await withRun(standInTarget(standIn()), async (state) => {
    for (const [cell, control, why] of REFUSED) {
      const error = await pageRecipe(state, cell, control).catch((thrown: unknown) => thrown);
      expect(error, control).toBeInstanceOf(NotReproducible);
      expect(String(error)).toMatch(why);
    }
  });
});
