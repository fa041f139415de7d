import { NotRun } from '../engine/surface';
import { findSample, NoSampleData, type Sample } from '../target/sample';
import type { RunAccount, RunDatabase, RunState } from '../target/state';
import type { World } from '../world/world';

/** The two users of a demo whose databases are kept apart. */
export type Visitor = 'visitor' | 'neighbour';

/** The account of one of the two. @throws Error when the set-up provided none */
export function visitorAccount({ accounts }: Pick<RunState, 'accounts'>, who: Visitor): RunAccount {
  const account = accounts[who];
  if (!account) throw new Error(`the demo has no account for "${who}"`);
  return account;
}

/** The database of one of the two. */
export const visitorDatabase = ({ databases }: Pick<RunState, 'databases'>, who: Visitor): RunDatabase =>
  databases[who === 'visitor' ? 'main' : 'other'];

/**
 * The sample data of one of the two, searched once per world.
 * @throws NotRun when there are none and the run may not make any; else as {@link findSample}
 */
export const sampleOf = (world: World, who: Visitor): Promise<Sample> =>
  world.once(`sample of ${who}`, async () => {
    const { state } = world;
    const place = {
      baseUrl: state.baseUrl,
      account: visitorAccount(state, who),
      database: visitorDatabase(state, who),
    };
    return findSample(place).catch((error: unknown) => {
      if (state.mayChange || !(error instanceof NoSampleData)) throw error;
      throw new NotRun(`${error.message}, and the run may not make one there`);
    });
  });
