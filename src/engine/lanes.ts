import type { Rule } from '../plan/types';
import type { RunState } from '../target/state';
import type { Witness } from '../target/witness';
import { ApiSurface } from './api-surface';
import { Exclusive } from './exclusive';
import type { Profile } from './profile';
import { WorldPool } from './world-pool';

/** Number of parallel lanes, each with its own worlds; one more follows them. */
const LANES = 2;

/** Worlds are named after their worker; this is beyond any worker number of Playwright. */
const FIRST_LANE = 500;

export interface LaneOptions {
  profile: Profile;
  state: RunState;
  witness: Witness;
  /** Number of the work in its run, from 0, to keep their worlds apart. */
  series?: number;
}

/**
 * Tries rules over the API outside of Playwright: in parallel lanes, and then, one by one, those beside which nothing else
 * may be tried.
 * @param work is called once for each rule
 * @throws what the work throws
 */
export async function inLanes(
  rules: readonly Rule[],
  { profile, state, witness, series = 0 }: LaneOptions,
  work: (rule: Rule, api: ApiSurface) => Promise<void>,
): Promise<void> {
  const exclusive = new Exclusive();
  const lane = async (queue: Rule[], index: number) => {
    const worker = FIRST_LANE + series * (LANES + 1) + index;
    const worlds = new WorldPool({ state, witness, worker, roles: profile.roles, exclusive });
    const api = new ApiSurface(worlds, profile, false);
    try {
      for (let rule = queue.shift(); rule; rule = queue.shift()) await work(rule, api);
    } finally {
      await worlds.end();
    }
  };
  const isAlone = ({ action }: Rule) => profile.actions.get(action.name)?.beyond === 'administrators';
  const together = rules.filter((rule) => !isAlone(rule));
  const lanes = Array.from({ length: LANES }, (_, index) => lane(together, index));
  for (const end of await Promise.allSettled(lanes)) if (end.status === 'rejected') throw end.reason;
  await lane(rules.filter(isAlone), LANES);
}
