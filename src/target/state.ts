import type { Session } from './client';
import type { Effect, Prevented } from './effects';
import type { Install } from './install';
import type { InstallLocks } from './install-locks';
import type { TargetName } from './target';

/** A PostgreSQL role of the run, and the stored role through which Mathesar uses it. */
export interface RunPostgresRole {
  oid: number;
  name: string;
  /** Undefined for the role that owns the install, whose password the suite does not know. */
  password?: string;
  storedRoleId: number;
  /** Known of the role that owns the install. */
  isSuperuser?: boolean | undefined;
}

/** An account of the run. */
export interface RunAccount {
  userId: number;
  username: string;
  password: string;
  session: Session;
}

/** A database of the run. */
export interface RunDatabase {
  id: number;
  name: string;
}

/**
 * Everything that the workers of one run need; written once by provisioning to a file that only the current
 * user can read, and removed at the end.
 */
export interface RunState extends Install {
  target: TargetName;
  /** The target is the suite's own stand-in, not an install of the user's. */
  standIn?: true;
  /** As the install reports it; undefined where it does not. */
  release?: string;
  /** Methods that the suite calls and this release does not have. */
  lackedMethods?: readonly string[];
  /** Whether changes may be sent: the host is this machine, or allowed by name. */
  mayChange: boolean;
  /** What attempts may do beyond the objects of the run. */
  allowedEffects: readonly Effect[];
  /** Effects that the install can not have, as preflight found out, with the reason. */
  prevented?: Prevented;
  /** Prefix of all names that the run makes. */
  prefix: string;
  seed: number;
  serverId: number;
  /** A database that was connected before the run, from which the run's own are dropped. */
  maintenanceDatabaseId: number;
  /** The account that provisions and cleans up: an administrator and owner of the run's databases. */
  setupAdmin: RunAccount;
  databases: { main: RunDatabase; other: RunDatabase };
  /** Whether a password set by an admin must be changed at the first login; known after the first account was made. */
  firstPasswordEnds?: boolean;
  /** Role name → its account, for roles that have one. */
  accounts: Record<string, RunAccount>;
  /** Role name → its PostgreSQL role, for roles that have one. */
  postgresRoles: Record<string, RunPostgresRole>;
  /** Role name → why the install did not let the set-up admin make it, for roles that nobody can act as. */
  unmade?: Record<string, string>;
  /**
   * What a demo does not have: a notice that it is one, data that it gave its users, a database from which its
   * administrator can remove what was made.
   */
  lacks?: readonly ('notice' | 'data' | 'removal')[];
  /** The SQL witness's connection to the install's internal database; undefined without one. */
  witness?: string;
  /** Set while tests run with a SQL witness; never written to the run's file. */
  locks?: InstallLocks;
}

/** The account by which a role acts, if it has one. @throws Error when the install did not let the run make the role */
export function accountOf(state: RunState, { name }: { name: string }): RunAccount | undefined {
  const refusal = state.unmade?.[name];
  if (refusal !== undefined) throw new Error(`the role could not be set up: ${refusal}`);
  return state.accounts[name];
}
