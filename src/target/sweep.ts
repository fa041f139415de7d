import { findAnchor } from './maintenance-database';
import { Client, type Credentials } from './client';
import { readCommonData } from './common-data';
import { findLeftovers, type Leftover, type Reach } from './orphans';
import { livingRuns } from './run-lock';
import { removeLeftovers } from './remove';
import { beginOf } from './run-name';
import { login } from './session';

/** Where to sweep, and as whom. */
export interface SweepTarget {
  baseUrl: string;
  admin: Credentials;
  witness: string | undefined;
}

/** What one run left, or still uses. */
export interface SweptRun {
  prefix: string;
  began: Date | undefined;
  leftovers: Leftover[];
  /** `running`: its process holds a connection. `young`: it may be under way, and nothing tells. */
  state: 'crashed' | 'running' | 'young';
}

/** Minutes after which a run is taken for crashed where no witness tells; the whole plan takes about 5. */
export const YOUNG_MINUTES = 60;

/** An install with what runs left on it. */
export interface Sweeping {
  runs: SweptRun[];
  /** What can not be seen, one line each. */
  blindTo: string[];
  /**
   * Removes what these runs left.
   * @returns what could not be removed, and what is left of these runs, one line each
   */
  remove(runs: readonly SweptRun[]): Promise<string[]>;
}

/**
 * Looks for what runs left on an install, by the prefixes of their names.
 * @throws LoginFailed, InstallError, CallFailed, or what the witness's connection throws
 */
export async function lookForLeftovers(target: SweepTarget, now: Date = new Date()): Promise<Sweeping> {
  const { baseUrl, admin, witness } = target;
  const { session } = await login(baseUrl, admin.username, admin.password);
  const steward = new Client(baseUrl, session);
  const { user } = await readCommonData(steward);
  const { anchor } = await findAnchor(steward);
  const reach: Reach = { steward, stewardId: user?.id ?? 0, anchorId: anchor?.databaseId, witness };
  const living = witness === undefined ? undefined : await livingRuns(witness);
  const runs = group(await findLeftovers(reach), living, now);
  return {
    runs,
    blindTo: blindSpots(reach),
    remove: async (chosen) => {
      const failures = await removeLeftovers(
        reach,
        chosen.flatMap(({ leftovers }) => leftovers),
      );
      const gone = new Set(chosen.map(({ prefix }) => prefix));
      const left = (await findLeftovers(reach)).filter(({ run }) => gone.has(run));
      return [...failures, ...left.map(({ kind, name }) => `${kind} ${name} is left`)];
    },
  };
}

function group(found: readonly Leftover[], living: Set<string> | undefined, now: Date): SweptRun[] {
  const prefixes = [...new Set(found.map(({ run }) => run))].sort();
  return prefixes.map((prefix) => {
    const began = beginOf(prefix);
    const leftovers = found.filter(({ run }) => run === prefix);
    return { prefix, began, leftovers, state: stateOf(prefix, began, living, now) };
  });
}

function stateOf(
  prefix: string,
  began: Date | undefined,
  living: Set<string> | undefined,
  now: Date,
): SweptRun['state'] {
  if (living?.has(prefix)) return 'running';
  // Runs of earlier states of the suite, without a time in their names, held no connection either.
  if (began === undefined) return 'young';
  if (living) return 'crashed';
  return now.getTime() - began.getTime() < YOUNG_MINUTES * 60_000 ? 'young' : 'crashed';
}

function blindSpots({ anchorId, witness }: Reach): string[] {
  if (witness !== undefined) return [];
  return [
    'databases that Mathesar is not connected to',
    ...(anchorId === undefined ? ['PostgreSQL roles: the administrator is collaborator of no database'] : []),
  ];
}
