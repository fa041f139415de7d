import { LOCAL } from '../../src/engine/local-profile';
import { openHearing } from '../../src/engine/hearing';
import { disclosureOfRun } from '../../src/suite/compile';
import { WorldPool } from '../../src/engine/world-pool';
import type { Plan } from '../../src/plan/types';
import { withRun } from '../../src/target/run';
import { faultsOf, standInTarget, whileBroken, WITH_FAULTS } from '../../src/target/stand-in';
import { SqlWitness } from '../../src/target/witness';
import { withStandIn } from '../../tests/integration/support/with-stand-in';
import type { Trial } from './bench';
import { HAND_MADE } from './hand-made';
import { Cells, NO_PAGES } from './run-cells';

/**
 * Gives the stand-in one hand-made fault after the other. A fault is killed when exactly its own cells turn red.
 * @param only faults whose names begin so
 */
export async function tryHandMade(plan: Plan, only: string): Promise<{ trials: Trial[]; orphans: string[] }> {
  const rules = plan.files.flatMap((file) => file.rules).filter(({ surfaces }) => surfaces.includes('api'));
  const chosen = HAND_MADE.filter(({ fault }) => fault.startsWith(only));
  const trials: Trial[] = [];
  if (chosen.length === 0) return { trials, orphans: [] };
  return withStandIn(WITH_FAULTS, async (standIn) => {
    const faults = await faultsOf(standIn);
    const orphans = await withRun(standInTarget(standIn), async (state) => {
      await openHearing(state, LOCAL, disclosureOfRun());
      const witness = new SqlWitness(standIn.databaseUrl, state);
      for (const [index, { fault: name, area, red }] of chosen.entries()) {
        const fault = faults.find((known) => known.name === name);
        if (!fault) throw new Error(`the stand-in can not have the fault "${name}"`);
        const scope = rules.filter((rule) => rule.area === area);
        // Its effects may outlive it: the worlds that it was tried in go with it.
        const worlds = new WorldPool({ state, witness, worker: index + 1, roles: LOCAL.roles });
        const cells = new Cells(plan, state, worlds, NO_PAGES);
        const seen = await whileBroken(standIn, name, () => cells.red(scope));
        await worlds.end();
        const [found, wanted] = [seen, red].map((some) => [...some].sort().join(', '));
        if (found !== wanted) console.log(`${name}: red: ${String(found)}; should be: ${String(wanted)}`);
        const concerned = [...new Set(red.map((one) => one.split(' ')[0] ?? ''))];
        const killers = found === wanted ? concerned : [];
        trials.push({ mutant: fault, concerned, killers });
      }
      await witness.close();
    });
    return { trials, orphans };
  });
}
