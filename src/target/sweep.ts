import { findMaintenanceDatabase } from './maintenance-database';
import { Client, type Credentials } from './client';
import { readCommonData } from './common-data';
import { findOrphans, type Orphan, type Reach } from './orphans';
import { livingRuns } from './run-lock';
import { removeOrphans } from './remove';
import { beginOf } from './run-name';
import { login, logOut } from './session';

/** The install to sweep, and the account to use. */
export interface SweepTarget {
  baseUrl: string;
  admin: Credentials;
  witness: string | undefined;
}

/** The objects that one run left or still uses. */
export interface SweptRun {
  prefix: string;
  began: Date | undefined;
  orphans: Orphan[];
  /** `running`: its process holds a connection. `young`: it may be under way; nothing shows which. */
  state: 'crashed' | 'running' | 'young';
}

/** Minutes after which a run counts as crashed when no witness can tell; the whole plan takes about 5. */
export const YOUNG_MINUTES = 60;

/** An install and the orphans on it. */
export interface Sweeping {
  runs: SweptRun[];
  /** Kinds of objects that can not be seen, one line each. */
  blindTo: string[];
  /**
   * Removes what these runs left.
   * @returns what could not be removed, and what is left of these runs, one line each
   */
  remove(runs: readonly SweptRun[]): Promise<string[]>;
  /** Ends the administrator's session. */
  end(): Promise<void>;
}

/**
 * Looks for orphans on an install, by the prefixes of their names.
 * @throws LoginFailed, InstallError, CallFailed, or what the witness's connection throws
 */
export async function lookForOrphans(target: SweepTarget, now: Date = new Date()): Promise<Sweeping> {
  const { baseUrl, admin, witness } = target;
  const { session } = await login(baseUrl, admin.username, admin.password);
  const setupAdmin = new Client(baseUrl, session);
  const { user } = await readCommonData(setupAdmin);
  const { maintenance } = await findMaintenanceDatabase(setupAdmin);
  const reach: Reach = {
    setupAdmin,
    setupAdminId: user?.id ?? 0,
    maintenanceDatabaseId: maintenance?.databaseId,
    witness,
  };
  const living = witness === undefined ? undefined : await livingRuns(witness);
  const runs = group(await findOrphans(reach), living, now);
  return {
    runs,
    blindTo: blindSpots(reach),
    remove: async (chosen) => {
      const failures = await removeOrphans(
        reach,
        chosen.flatMap(({ orphans }) => orphans),
      );
      const gone = new Set(chosen.map(({ prefix }) => prefix));
      const left = (await findOrphans(reach)).filter(({ run }) => gone.has(run));
      return [...failures, ...left.map(({ kind, name }) => `${kind} ${name} is left`)];
    },
    end: () => logOut(baseUrl, session),
  };
}

function group(found: readonly Orphan[], living: Set<string> | undefined, now: Date): SweptRun[] {
  const prefixes = [...new Set(found.map(({ run }) => run))].sort();
  return prefixes.map((prefix) => {
    const began = beginOf(prefix);
    const orphans = found.filter(({ run }) => run === prefix);
    return { prefix, began, orphans, state: stateOf(prefix, began, living, now) };
  });
}

function stateOf(
  prefix: string,
  began: Date | undefined,
  living: Set<string> | undefined,
  now: Date,
): SweptRun['state'] {
  if (living?.has(prefix)) return 'running';
  // Earlier versions of the suite put no time in the names and held no connection.
  if (began === undefined) return 'young';
  if (living) return 'crashed';
  return now.getTime() - began.getTime() < YOUNG_MINUTES * 60_000 ? 'young' : 'crashed';
}

function blindSpots({ maintenanceDatabaseId, witness }: Reach): string[] {
  if (witness !== undefined) return [];
  return [
    'databases that Mathesar is not connected to',
    ...(maintenanceDatabaseId === undefined
      ? ['PostgreSQL roles: the administrator is a collaborator of no database']
      : []),
  ];
}
