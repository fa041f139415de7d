import type { Session } from './client';
import type { Effect, Prevented } from './effects';
import type { TargetName } from './target';

/** A PostgreSQL role of the run, and the stored role through which Mathesar uses it. */
export interface RunPostgresRole {
  oid: number;
  name: string;
  /** Undefined for the role that owns the install, whose password the suite does not know. */
  password?: string;
  storedRoleId: number;
  /** Known of the role that owns the install. */
  isSuperuser?: boolean;
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
  oid: number;
  name: string;
}

/**
 * Everything that the workers of one run need; written once by provisioning to a file that only the current
 * user can read, and removed at the end.
 */
export interface RunState {
  target: TargetName;
  /** The target is the suite's own stand-in, not an install of the user's. */
  standIn?: true;
  baseUrl: string;
  /** As the install reports it; undefined where it does not. */
  release?: string;
  /** Methods that the suite calls and this release does not have. */
  lacks?: readonly string[];
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
  /** The SQL witness's connection to the install's internal database; undefined without one. */
  witness?: string;
}
