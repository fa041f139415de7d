import { LOCAL } from '../engine/local-profile';
import { WorldPool } from '../engine/world-pool';
import { openWitness } from '../target/api-witness';
import type { RunState } from '../target/state';
import { Databases } from './database';
import type { Means } from './scratch';

/** Worlds are named after their worker; this is beyond those of Playwright and of recordings. */
const WORKER = 900;

/**
 * Runs work with scratch worlds on a provisioned install, which it removes at the end.
 * @returns what the work returns
 * @throws Error without SQL, which both the look at privileges and the statements take; whatever the work throws
 */
export async function withMeans<T>(state: RunState, work: (means: Means) => Promise<T>): Promise<T> {
  if (state.witness === undefined)
    throw new Error('what a cell rests on is looked up and tried by SQL: set LOCAL_DATABASE_URL');
  const witness = openWitness(state);
  const worlds = new WorldPool({ state, witness, worker: WORKER, roles: LOCAL.roles });
  const databases = new Databases(state.witness);
  try {
    return await work({ profile: LOCAL, state, worlds, databases });
  } finally {
    await worlds.end();
    await databases.close();
    await witness.close();
  }
}
