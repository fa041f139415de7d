import { Stages } from '../../../src/engine/world-pool';
import type { Fault } from '../../../stand-in/src/faults/index';
import type { Install } from '../../../stand-in/src/install';
import { startInstall } from '../../../stand-in/src/start';
import { provision } from '../../../src/target/provision';
import { teardown } from '../../../src/target/teardown';
import { embeddedTarget } from '../../stand-in-target';
import type { RunState } from '../../../src/target/state';
import { SqlWitness } from '../../../src/target/witness';

/** An install in this process, provisioned, whose methods can be broken and mended between attempts. */
export interface Bench {
  install: Install;
  state: RunState;
  /** Worlds of their own, to be given to {@link broken} and ended afterwards. */
  stages(): Stages;
  /** Runs work while the install is broken, and mends it afterwards. */
  broken<T>(fault: Pick<Fault, 'apply' | 'mend'>, work: () => Promise<T>): Promise<T>;
  /** Removes everything; returns what was left. */
  stop(): Promise<string[]>;
}

/** Starts and provisions an install to be broken. */
export async function startBench(): Promise<Bench> {
  const started = await startInstall();
  const { install, databaseUrl } = started;
  const state = await provision(embeddedTarget(started), () => undefined);
  const witness = new SqlWitness(databaseUrl, state.databases);
  let worker = 0;
  return {
    install,
    state,
    stages: () => new Stages(state, witness, ++worker),
    broken: async (fault, work) => {
      const whole = new Map(install.methods);
      try {
        await fault.apply(install);
        return await work();
      } finally {
        await fault.mend?.(install);
        install.methods.clear();
        for (const [name, method] of whole) install.methods.set(name, method);
      }
    },
    stop: async () => {
      await witness.close();
      const left = await teardown(state);
      await started.stop();
      return left;
    },
  };
}
