import type { Session } from './client';
import type { TargetName } from './target';

/** A PostgreSQL role of the run, and the stored role by which Mathesar uses it. */
export interface RunPostgresRole {
  oid: number;
  name: string;
  /** Undefined for the role that owns the install, whose password the suite does not know. */
  password?: string;
  storedRoleId: number;
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
 * All that the workers of one run must know; made once by provisioning, kept in a file that only the user who runs
 * the suite can read, and removed at the end.
 */
export interface RunState {
  target: TargetName;
  baseUrl: string;
  /** Whether what changes something may be sent: the host is this machine, or allowed by name. */
  mayChange: boolean;
  /** Begins the name of everything that the run makes. */
  prefix: string;
  seed: number;
  serverId: number;
  /** A database that was connected before the run, from which the run's own are dropped. */
  maintenanceDatabaseId: number;
  /** Who provisions and cleans up: an administrator and owner of the run's databases. */
  setupAdmin: RunAccount;
  databases: { main: RunDatabase; other: RunDatabase };
  /** Whether a password that an admin chose ends with the first login; known when the first account was made. */
  firstPasswordEnds?: boolean;
  /** Role name → its account; roles without an account are left out. */
  accounts: Record<string, RunAccount>;
  /** Role name → its PostgreSQL role; roles without one are left out. */
  postgresRoles: Record<string, RunPostgresRole>;
  /** The SQL witness's connection to the install's internal database; undefined without one. */
  witness?: string;
}
