import type { Install } from '../target/install';
import { login, userOf } from '../target/session';
import type { RunAccount, RunState } from '../target/state';

/** How messages call the account that provisions and cleans up. */
const SETUP_ADMIN = 'the set-up admin';

/** Whoever was to act was not there, so what was seen proves nothing. */
export class SessionEnded extends Error {
  /** @param who the role, or the set-up admin */
  constructor(
    readonly who: string,
    how = '',
  ) {
    super(`the session of ${who} ended${how}`);
  }
}

/** Holds who was signed in against who should have been. @throws SessionEnded */
export function requireActor(
  who: string,
  account: Pick<RunAccount, 'username'> | undefined,
  user: string | undefined,
): void {
  if (user === account?.username) return;
  throw new SessionEnded(who, user === undefined ? '' : ", and another account's took its place");
}

/**
 * Proves that an account's session is its own and alive; asked after an attempt, because no session comes back to life.
 * @throws SessionEnded; InstallError when the install does not tell
 */
export async function proveActor(
  install: Install,
  who: string,
  account: Pick<RunAccount, 'username' | 'session'> | undefined,
): Promise<void> {
  if (account) requireActor(who, account, await userOf(install, account.session));
}

/** Signs accounts in again whose sessions ended under the run: each once in a worker. */
export class SessionRenewals {
  private readonly renewed = new Set<string>();

  constructor(private readonly state: RunState) {}

  /**
   * The ended session behind an error: named by it, or that of the set-up admin, without whom nothing can be made.
   * @returns undefined when the error has another cause
   */
  async endedBehind(error: unknown): Promise<SessionEnded | undefined> {
    for (let cause = error; cause instanceof Error; cause = cause.cause)
      if (cause instanceof SessionEnded) return cause;
    try {
      await proveActor(this.state, SETUP_ADMIN, this.state.setupAdmin);
      return undefined;
    } catch (found) {
      return found instanceof SessionEnded ? found : undefined;
    }
  }

  /**
   * Signs the account in again, for all clients that hold its session.
   * @returns what to tell
   * @throws SessionEnded when that was done before; LoginFailed, InstallError when the install does not let it in
   */
  async renew({ who, message }: SessionEnded): Promise<string> {
    if (this.renewed.has(who)) throw new SessionEnded(who, ' again, after it was renewed once');
    this.renewed.add(who);
    const { setupAdmin, accounts } = this.state;
    const account = who === SETUP_ADMIN ? setupAdmin : accounts[who];
    // A throw-away account of the role is replaced together with its world.
    if (account && (await userOf(this.state, account.session)) !== account.username) {
      const { username, password } = account;
      const { session } = await login(this.state, username, password, { changeDue: false });
      Object.assign(account.session, session);
    }
    return `${message} under the run; it was renewed, and the cell tried again`;
  }
}
