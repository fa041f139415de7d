import { openHearing } from '../../../src/engine/hearing';
import { LOCAL } from '../../../src/engine/local-profile';
import { WorldPool } from '../../../src/engine/world-pool';
import { cellsInOrder } from '../../../src/plan/order';
import type { Plan, Rule } from '../../../src/plan/types';
import { disclosureOfRun } from '../../../src/suite/compile';
import { messageOf } from '../../../src/target/message';
import { inDatabase, queryRows } from '../../../src/target/postgres';
import { withRun } from '../../../src/target/run';
import type { RunState } from '../../../src/target/state';
import type { Target } from '../../../src/target/target';
import { openWitness } from '../../../src/target/api-witness';
import type { World } from '../../../src/world/world';
import { Bench, type Mutant, type Trial } from '../bench';
import { Cells, NO_PAGES } from '../run-cells';
import { IN_WORLDS, namesOf, type WorldChange } from './in-world';
import { onRun, type RunChange } from './on-run';

/**
 * Changes one privilege, membership, owner, policy, stored role or flag of a run's own objects after the other, by SQL,
 * and says which changes turn a cell red. Each is undone before the next.
 *
 * @param only changes whose names begin so
 * @throws Error when the install's database can not be reached: nothing could be changed
 */
export async function tryGrants(
  plan: Plan,
  target: Target,
  only: string,
  progress: (trial: Trial) => void,
): Promise<{ trials: Trial[]; orphans: string[] }> {
  const { witness: dsn } = target;
  if (dsn === undefined)
    throw new Error(
      'mutants of grants are made by SQL\n  set LOCAL_DATABASE_URL, with a role that may grant',
    );
  const rules = plan.files.flatMap((file) => file.rules).filter(({ surfaces }) => surfaces.includes('api'));
  const trials: Trial[] = [];
  const orphans = await withRun(target, async (state) => {
    await openHearing(state, LOCAL, disclosureOfRun());
    const witness = openWitness(state);
    let worker = 1;
    const pool = (adjust?: (world: World) => Promise<unknown>) =>
      new WorldPool({ state, witness, worker: worker++, roles: LOCAL.roles, ...(adjust && { adjust }) });
    const whole = pool();
    const wholeCells = new Cells(plan, state, whole, NO_PAGES);
    const bench = new Bench();
    for (const change of grantsOn(state, dsn)) {
      if (!change.name.startsWith(only)) continue;
      const worlds = pool(change.adjust);
      const cells = new Cells(plan, state, worlds, NO_PAGES);
      const mutant: Mutant = {
        ...{ name: change.name, kind: change.kind, what: change.what },
        rules: inOrder(rules, change.areas).map((rule) => {
          const some = cellsInOrder(rule).filter(({ role }) => change.roles.includes(role));
          return cells.concerned(rule, some, wholeCells);
        }),
        break: change.make,
        mend: async () => {
          await change.undo();
          await worlds.end();
        },
      };
      const trial = await bench.try(mutant, { once: true }).catch((error: unknown) => notMade(mutant, error));
      trials.push(trial);
      progress(trial);
    }
    await whole.end();
    await witness.close();
  });
  return { trials, orphans };
}

/** The install does not let it be made, or undone. */
function notMade({ name, kind, what }: Mutant, error: unknown): Trial {
  const spoiled = messageOf(error);
  return { mutant: { name, kind, what }, concerned: [], killers: [], spoiled };
}

/** A change of privileges, memberships, owners or flags of a run. */
interface Grant {
  /** `KIND:NAME`. */
  name: string;
  kind: string;
  what: string;
  roles: readonly string[];
  areas: readonly string[];
  /** Makes it in every new world, and has it undone before the world is removed. */
  adjust?: (world: World) => Promise<unknown>;
  /** Makes what concerns the whole run. */
  make: () => Promise<unknown>;
  undo: () => Promise<unknown>;
}

/** All changes that can be made on the objects of a run, by SQL. @param dsn the internal database */
export function grantsOn(state: RunState, dsn: string): Grant[] {
  const main = inDatabase(dsn, state.databases.main.name);
  const about = ({ kind, name, roles, areas }: WorldChange | RunChange) => ({
    ...{ name: `${kind}:${name}`, kind, what: name, roles, areas },
  });
  const nothing = () => Promise.resolve();
  return [
    ...IN_WORLDS.map((change) => ({
      ...about(change),
      ...{ adjust: inWorld(change, main), make: nothing, undo: nothing },
    })),
    ...onRun(state).map((change) => {
      const database = change.internal ? dsn : main;
      return {
        ...about(change),
        make: () => queryRows(database, change.sql),
        undo: () => queryRows(database, change.undo),
      };
    }),
  ];
}

const inWorld = (change: WorldChange, main: string) => async (world: World) => {
  const names = namesOf(world);
  for (const sql of change.sql(names)) await queryRows(main, sql);
  const undo = change.undo?.(names) ?? [];
  world.onEnd(async () => {
    for (const sql of undo) await queryRows(main, sql);
  });
};

/** The rules of some areas, area by area. */
function inOrder(rules: readonly Rule[], areas: readonly string[]): Rule[] {
  return areas.flatMap((wanted) => rules.filter(({ area }) => area === wanted));
}
