import type { Client } from '../../target/client';
import type { RunAccount } from '../../target/state';
import type { Role } from '../../roles';
import type { World } from '../world';

/** Who holds a right: an account that only one attempt uses, or nobody in particular. */
export interface Holder {
  client: Client;
  /** Undefined for anonymous. */
  account: RunAccount | undefined;
}

/** A right that a holder has, and how it changes. Each change ends when the install has answered it. */
export interface Held {
  holder: Holder;
  /** @returns who is to be refused from now on, where that is not the session that the right was used with */
  take: () => Promise<Holder | undefined>;
  /** Undoes {@link take}, where anything does. @returns as there */
  give?: () => Promise<Holder | undefined>;
}

/** One way to have a right, e.g. by a GRANT on a table. */
export interface Way {
  /** Its name on the revocation clock. */
  name: string;
  /** In a browser, nothing is taken from the holder, who signs out for the next user. */
  passesOn?: true;
  /** Only SQL can make the change. */
  bySql?: true;
  /**
   * Makes an account with the standing of a role, that has its right in this way and in no other.
   * @throws Error when the role has no such right; CallFailed, InstallError when it can not be made
   */
  hold(world: World, role: Role): Promise<Held>;
}

/** What happens to the right before the rule is tried; in each case it is used, or refused, before the last change. */
export type Course = 'taken' | 'given back' | 'given';

/** A state that a rule is tried in, as the column Given names it. */
export interface Situation {
  name: string;
  way: Way;
  course: Course;
}
