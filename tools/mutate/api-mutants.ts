import { openHearing } from '../../src/engine/hearing';
import { LOCAL } from '../../src/engine/local-profile';
import { disclosureOfRun } from '../../src/suite/compile';
import { WorldPool } from '../../src/engine/world-pool';
import type { Plan } from '../../src/plan/types';
import { withRun } from '../../src/target/run';
import { faultsOf, standInTarget, whileBroken, WITH_FAULTS } from '../../src/target/stand-in';
import { SqlWitness } from '../../src/target/witness';
import { rulesThatSee } from './generated';
import { HAND_MADE } from './hand-made';
import { withStandIn } from '../../tests/integration/support/with-stand-in';
import { Cells, NO_PAGES } from './run-cells';

/**
 * Breaks the stand-in in one way after the other and says which faults the plan's cells see. A hand-made fault is
 * killed when exactly its own cells turn red; a generated one when any cell of a rule that exercises the method does.
 *
 * @param only faults whose names begin so
 * @param handMade leave the generated ones out
 * @returns how many were killed, of how many
 */
export async function killApiMutants(
  plan: Plan,
  { only, handMade }: { only: string; handMade: boolean },
): Promise<{ killed: number; total: number; orphans: string[] }> {
  const rules = plan.files.flatMap((file) => file.rules).filter(({ surfaces }) => surfaces.includes('api'));
  let [killed, total, worker] = [0, 0, 0];
  const report = (name: string, what: string, problem: string | undefined) => {
    total += 1;
    if (problem === undefined) killed += 1;
    else console.log(`survived  ${name} (${what}): ${problem}`);
  };
  return withStandIn(WITH_FAULTS, async (standIn) => {
    const faults = await faultsOf(standIn);
    const orphans = await withRun(standInTarget(standIn), async (state) => {
      await openHearing(state, LOCAL, disclosureOfRun());
      const witness = new SqlWitness(standIn.databaseUrl, state);
      const pool = () => new WorldPool({ state, witness, worker: ++worker, roles: LOCAL.roles });
      for (const { fault: name, area, red } of HAND_MADE) {
        if (!name.startsWith(only)) continue;
        const fault = faults.find((known) => known.name === name);
        if (!fault) throw new Error(`the stand-in can not have the fault "${name}"`);
        const scope = rules.filter((rule) => rule.area === area);
        const worlds = pool();
        const cells = new Cells(plan, state, worlds, NO_PAGES);
        const seen = await whileBroken(standIn, fault.name, () => cells.red(scope));
        await worlds.end();
        const [found, wanted] = [seen, red].map((some) => [...some].sort().join(', '));
        const problem = `red: ${String(found)}; should be: ${String(wanted)}`;
        report(fault.name, fault.what, found === wanted ? undefined : problem);
      }
      // The first administrator, who builds the worlds, is spared by the generated faults: the worlds serve all of them.
      const worlds = pool();
      for (const fault of faults.filter(({ kind }) => !handMade && kind !== 'hand-made')) {
        const scope = fault.name.startsWith(only) ? rulesThatSee(fault, rules) : undefined;
        if (!scope) continue;
        const cells = new Cells(plan, state, worlds, NO_PAGES);
        const seen = await whileBroken(standIn, fault.name, () => cells.red(scope, 1));
        report(fault.name, fault.what, seen.length > 0 ? undefined : 'no cell turned red');
      }
      await worlds.end();
      await witness.close();
    });
    return { killed, total, orphans };
  });
}
