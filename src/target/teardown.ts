import { setTimeout as delay } from 'node:timers/promises';
import { Client } from './client';
import { messageOf } from './message';
import { findOrphans, type Reach } from './orphans';
import { removeOrphans } from './remove';
import { login, userOf } from './session';
import type { RunState } from './state';

/** The part of a run's state by which it is removed; without a maintenance database, by SQL. */
type Torn = Pick<RunState, 'baseUrl' | 'prefix' | 'setupAdmin'> &
  Pick<Reach, 'maintenanceDatabaseId'> & { witness?: string | undefined };

/** How often a removal is begun again after an error or with something left, and the pause before it in milliseconds. */
const [TIMES, PAUSE_MS] = [5, 500];

/**
 * Removes everything that a run made. Goes on past errors, and begins again until a look finds nothing: to remove what is
 * gone already changes nothing.
 * @returns what could not be removed, one line each; empty when the install is as it was before the run
 * @throws CallFailed, InstallError, LoginFailed: the state of the install is then unknown
 */
export async function teardown(state: Torn): Promise<string[]> {
  let before: string | undefined;
  for (let times = 1; ; times += 1) {
    const { left, error } = await removeOnce(state).then(
      (found) => ({ left: found, error: undefined }),
      (failure: unknown) => ({ left: undefined, error: failure }),
    );
    if (left?.length === 0) return left;
    const now = left?.join() ?? messageOf(error);
    // What the install refuses twice it refuses again.
    if (left && (now === before || times === TIMES)) return left;
    if (times === TIMES) throw error;
    before = now;
    await delay(PAUSE_MS);
  }
}

/** @returns what is left, one line each, with the reason if one is known */
async function removeOnce(state: Torn): Promise<string[]> {
  const renew = () => renewSession(state);
  await renew();
  const reach: Reach = {
    setupAdmin: new Client(state.baseUrl, state.setupAdmin.session),
    setupAdminId: state.setupAdmin.userId,
    maintenanceDatabaseId: state.maintenanceDatabaseId,
    witness: state.witness,
    renew,
  };
  const ofThisRun = async () => (await findOrphans(reach)).filter(({ run }) => run === state.prefix);
  const failures = await removeOrphans(reach, await ofThisRun());
  const left = await ofThisRun();
  return left.map(({ kind, name }) => {
    const what = `${kind} ${name}`;
    return failures.find((line) => line.startsWith(`${what}: `)) ?? `${what} is left`;
  });
}

/** Signs the set-up admin in again, whose session a run may end. */
async function renewSession({ baseUrl, setupAdmin }: Torn): Promise<void> {
  const { username, password, session } = setupAdmin;
  if ((await userOf(baseUrl, session)) === username) return;
  Object.assign(session, (await login(baseUrl, username, password, { changeDue: false })).session);
}
