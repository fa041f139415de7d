import { LOCAL } from '../../src/engine/local-profile';
import { openHearing } from '../../src/engine/hearing';
import { disclosureOfRun, requirePlan } from '../../src/suite/compile';
import { WorldPool } from '../../src/engine/world-pool';
import type { Plan } from '../../src/plan/types';
import { Outside } from '../../src/target/outside';
import { withRun } from '../../src/target/run';
import { faultsOf, standInTarget, WITH_FAULTS, type Fault } from '../../src/target/stand-in';
import { SqlWitness } from '../../src/target/witness';
import { withStandIn } from '../../tests/integration/support/with-stand-in';
import { Bench, type Trial } from './bench';
import { Composed } from './composed';
import { generatedMutant, isBroad } from './generated';
import { Cells, NO_PAGES } from './run-cells';

/** Stand-ins that are broken at the same time, each with a run of its own. */
const WORKERS = 2;

export interface Tried {
  trials: Trial[];
  /** What runs left on their stand-ins. */
  orphans: string[];
}

/** The generated faults of a stand-in that calls can see. */
export const generatedFaults = (): Promise<Fault[]> =>
  withStandIn(WITH_FAULTS, async (standIn) =>
    (await faultsOf(standIn)).filter(({ kind }) => kind !== 'hand-made' && kind !== 'control'),
  );

/**
 * Gives stand-ins one generated fault after the other, and says which rules see them.
 * @param progress called after each
 */
export async function tryGenerated(
  plan: Plan,
  faults: readonly Fault[],
  progress: (trial: Trial) => void,
): Promise<Tried> {
  // The faults of one method are tried on the same stand-in: its positive controls and worlds serve all of them.
  const groups = new Map<string, Fault[]>();
  for (const fault of faults) {
    const group = fault.method ?? fault.kind;
    groups.set(group, [...(groups.get(group) ?? []), fault]);
  }
  const queue = [...groups.values()];
  const tried: Tried = { trials: [], orphans: [] };
  const work = async () => {
    // A fault that could not be mended spoils a stand-in: the next ones get a new one.
    while (queue.length > 0) await tryOnOne(plan, queue, tried, progress);
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return tried;
}

/** Mutants after which a stand-in stayed broken, one after the other, until another one is taken. */
const ENOUGH = 2;

/** Tries groups of the queue on a stand-in, until there is none or the stand-in is spoiled; what is left stays in the queue. */
async function tryOnOne(
  plan: Plan,
  queue: Fault[][],
  { trials, orphans }: Tried,
  progress: (trial: Trial) => void,
): Promise<void> {
  const rules = plan.files.flatMap((file) => file.rules).filter(({ surfaces }) => surfaces.includes('api'));
  const { composed: pages } = requirePlan();
  await withStandIn(WITH_FAULTS, async (standIn) => {
    const left = await withRun(standInTarget(standIn), async (state) => {
      await openHearing(state, LOCAL, disclosureOfRun());
      const witness = new SqlWitness(standIn.databaseUrl, state);
      const composed = new Composed(pages, state);
      const outside = await Outside.look(state);
      if (!outside) throw new Error('a stand-in is always looked at by SQL');
      let worker = 0;
      // The first administrator, who builds the worlds, is spared by the faults: the worlds serve all of them.
      const equip = () => {
        const worlds = new WorldPool({ state, witness, worker: ++worker, roles: LOCAL.roles });
        const cells = new Cells(plan, state, worlds, NO_PAGES);
        return { worlds, cells, bench: new Bench(true) };
      };
      let [means, spoiled] = [equip(), 0];
      for (let group = queue.shift(); group; group = queue.shift()) {
        while (spoiled < ENOUGH) {
          const fault = group.shift();
          if (!fault) break;
          const { worlds, bench, cells } = means;
          const mended = () => worlds.outdate();
          const mutant = generatedMutant(fault, rules, { standIn, cells, composed, outside, mended });
          const trial = await bench.try(mutant, { once: isBroad(fault) });
          trials.push(trial);
          progress(trial);
          spoiled = trial.spoiled === undefined ? 0 : spoiled + 1;
          if (trial.spoiled !== undefined) {
            await worlds.end();
            means = equip();
          } else if (trial.killers.length === 0) for (const role of LOCAL.roles) worlds.discard(role);
        }
        await composed.end();
        if (group.length > 0) queue.unshift(group);
        if (spoiled >= ENOUGH) break;
      }
      await means.worlds.end();
      await witness.close();
    });
    orphans.push(...left);
  });
}
