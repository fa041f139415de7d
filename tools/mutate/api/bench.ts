import { Stages } from '../../../src/engine/world-pool';
import { provision } from '../../../src/target/provision';
import {
  faultsOf,
  standInTarget,
  startStandIn,
  whileBroken,
  WITH_FAULTS,
  type Fault,
} from '../../../src/target/stand-in';
import type { RunState } from '../../../src/target/state';
import { teardown } from '../../../src/target/teardown';
import { SqlWitness } from '../../../src/target/witness';

/** A stand-in, provisioned, that can be broken and mended between attempts. */
export interface Bench {
  /** All faults that it can have. */
  faults: readonly Fault[];
  state: RunState;
  /** Worlds of their own, to be given to {@link broken} and ended afterwards. */
  stages(): Stages;
  /** Runs work while the stand-in has a fault, and mends it afterwards. */
  broken<T>(fault: Fault, work: () => Promise<T>): Promise<T>;
  /** Removes everything; returns what was left. */
  stop(): Promise<string[]>;
}

/** Starts and provisions a stand-in to be broken. */
export async function startBench(): Promise<Bench> {
  const standIn = await startStandIn(WITH_FAULTS);
  const state = await provision(standInTarget(standIn), () => undefined);
  const witness = new SqlWitness(standIn.databaseUrl, state.databases);
  let worker = 0;
  return {
    faults: await faultsOf(standIn),
    state,
    stages: () => new Stages(state, witness, ++worker),
    broken: ({ name }, work) => whileBroken(standIn, name, work),
    stop: async () => {
      await witness.close();
      const left = await teardown(state);
      await standIn.stop();
      return left;
    },
  };
}
