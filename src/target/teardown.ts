import { Client } from './client';
import { findLeftovers, type Reach } from './orphans';
import { removeLeftovers } from './remove';
import type { RunState } from './state';

/**
 * Removes everything that a run made.
 * @returns what could not be removed, one line each; empty when the install is as it was
 * @throws CallFailed, InstallError: what the install holds is not known then
 */
export async function teardown(state: RunState): Promise<string[]> {
  const reach: Reach = {
    steward: new Client(state.baseUrl, state.steward.session),
    stewardId: state.steward.userId,
    anchorId: state.anchorId,
    witness: state.witness,
  };
  const ofThisRun = async () => (await findLeftovers(reach)).filter(({ run }) => run === state.prefix);
  const failures = await removeLeftovers(reach, await ofThisRun());
  const left = (await ofThisRun()).map(({ kind, name }) => `${kind} ${name} is left`);
  return [...failures, ...left];
}
