import { Client } from './client';
import { findOrphans, type Reach } from './orphans';
import { removeOrphans } from './remove';
import { login, userOf } from './session';
import type { RunState } from './state';

/**
 * Removes everything that a run made.
 * @returns what could not be removed, one line each; empty when the install is as it was before the run
 * @throws CallFailed, InstallError: the state of the install is then unknown
 */
export async function teardown(state: RunState): Promise<string[]> {
  await renewSession(state);
  const reach: Reach = {
    setupAdmin: new Client(state.baseUrl, state.setupAdmin.session),
    setupAdminId: state.setupAdmin.userId,
    maintenanceDatabaseId: state.maintenanceDatabaseId,
    witness: state.witness,
  };
  const ofThisRun = async () => (await findOrphans(reach)).filter(({ run }) => run === state.prefix);
  const failures = await removeOrphans(reach, await ofThisRun());
  const left = (await ofThisRun()).map(({ kind, name }) => `${kind} ${name} is left`);
  return [...failures, ...left];
}

/** Signs the set-up admin in again, whose session a run may end. */
async function renewSession({ baseUrl, setupAdmin }: RunState): Promise<void> {
  const { username, password, session } = setupAdmin;
  if ((await userOf(baseUrl, session)) === username) return;
  Object.assign(session, (await login(baseUrl, username, password, { changeDue: false })).session);
}
