import { Stages } from '../../../src/actions/stages';
import type { Install } from '../../../src/embedded/install';
import { startInstall } from '../../../src/embedded/start';
import { provision, teardown } from '../../../src/install/provision';
import type { RunState } from '../../../src/install/state';
import { SqlWitness } from '../../../src/install/witness';

/** An install in this process, provisioned, whose methods can be broken and mended between attempts. */
export interface Bench {
  install: Install;
  state: RunState;
  /** Runs work with fresh worlds while the install is broken; mends its methods afterwards. */
  broken<T>(breakIt: (install: Install) => Promise<void> | void, work: (stages: Stages) => Promise<T>): Promise<T>;
  /** Removes everything; returns what was left. */
  stop(): Promise<string[]>;
}

/** Starts and provisions an install to be broken. */
export async function startBench(): Promise<Bench> {
  const started = await startInstall();
  const { install, baseUrl, admin, databaseUrl } = started;
  const state = await provision({ install: 'local', baseUrl, admin, witness: databaseUrl, seed: 1 }, () => undefined);
  const witness = new SqlWitness(databaseUrl, state.databases);
  let worker = 0;
  return {
    install,
    state,
    broken: async (breakIt, work) => {
      const whole = new Map(install.methods);
      worker += 1;
      const stages = new Stages(state, witness, worker);
      try {
        await breakIt(install);
        return await work(stages);
      } finally {
        install.methods.clear();
        for (const [name, method] of whole) install.methods.set(name, method);
        await stages.end();
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
