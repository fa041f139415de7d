import { LOCAL } from '../../src/engine/local-profile';
import { WorldPool } from '../../src/engine/world-pool';
import type { Plan } from '../../src/plan/types';
import { withRun } from '../../src/target/run';
import { faultsOf, standInTarget, WITH_FAULTS, type Fault } from '../../src/target/stand-in';
import { SqlWitness } from '../../src/target/witness';
import { withStandIn } from '../../tests/integration/support/with-stand-in';
import { Bench, type Mutant, type Trial } from './bench';
import { generatedMutant } from './generated';
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

async function tryOnOne(
  plan: Plan,
  queue: Fault[][],
  { trials, orphans }: Tried,
  progress: (trial: Trial) => void,
): Promise<void> {
  const rules = plan.files.flatMap((file) => file.rules).filter(({ surfaces }) => surfaces.includes('api'));
  await withStandIn(WITH_FAULTS, async (standIn) => {
    const left = await withRun(standInTarget(standIn), async (state) => {
      const witness = new SqlWitness(standIn.databaseUrl, state.databases);
      // The first administrator, who builds the worlds, is spared by the faults: the worlds serve all of them.
      const worlds = new WorldPool({ state, witness, worker: 1, roles: LOCAL.roles });
      const bench = new Bench(new Cells(plan, state, worlds, NO_PAGES), true);
      /** @returns whether the stand-in is spoiled; the faults that were not tried are left in the group then */
      const tryGroup = async (group: Fault[], mutantOf: (fault: Fault) => Mutant): Promise<boolean> => {
        for (let fault = group.shift(); fault; fault = group.shift()) {
          const trial = await bench.try(mutantOf(fault));
          if (trial.killers.length === 0) for (const role of LOCAL.roles) worlds.discard(role);
          trials.push(trial);
          progress(trial);
          if (trial.spoiled !== undefined) return true;
        }
        return false;
      };
      for (let group = queue.shift(); group; group = queue.shift()) {
        const spoiled = await tryGroup(group, (fault) =>
          generatedMutant(fault, rules, standIn, () => worlds.outdate()),
        );
        if (spoiled && group.length > 0) queue.unshift(group);
        if (spoiled) break;
      }
      await worlds.end();
      await witness.close();
    });
    orphans.push(...left);
  });
}
