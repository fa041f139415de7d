import pRetry from 'p-retry';
import type { AsFound } from './as-found';
import { messageOf } from './message';
import { Outages } from './outage';
import { logOut } from './session';
import type { RunState } from './state';

/** Seconds that the end of a run waits for a target that is away. */
const PATIENCE_S = 5;

/** For what is put back by SQL: done twice it changes nothing. */
const RETRIES = { retries: 3, minTimeout: 200, factor: 2 };

type Run = Pick<RunState, 'baseUrl' | 'setupAdmin' | 'accounts' | 'databases' | 'postgresRoles' | 'witness'>;

/**
 * Ends the sessions of a run, removes its objects, and puts back what it changed beyond them. An error in one of these
 * does not stop the others.
 * @param found undefined without SQL
 * @param remove as the kind of target does it, by the set-up admin
 * @returns what could not be removed or put back, one line each
 */
export async function leave(
  run: Run,
  found: AsFound | undefined,
  remove: () => Promise<string[]>,
): Promise<string[]> {
  const { baseUrl, setupAdmin, accounts } = run;
  try {
    await new Outages(run, PATIENCE_S).wait();
  } catch (gone) {
    return [messageOf(gone), ...madeBy(run)];
  }
  const failures = await failuresOf('administrators are not put back', async () =>
    found?.putAdministratorsBack(),
  );
  const others = Object.values(accounts).filter(({ session }) => session !== setupAdmin.session);
  await Promise.all(others.map(({ session }) => logOut(baseUrl, session)));
  failures.push(...(await remove().catch((error: unknown) => [messageOf(error), ...madeBy(run)])));
  await logOut(baseUrl, setupAdmin.session);
  const beyond = 'what was changed beyond the run is not put back';
  return [...failures, ...(await failuresOf(beyond, async () => found?.putBack()))];
}

async function failuresOf(what: string, work: () => Promise<unknown>): Promise<string[]> {
  try {
    await pRetry(work, RETRIES);
    return [];
  } catch (error) {
    return [`${what}: ${messageOf(error)}`];
  }
}

/** What set-up made, for a target that can not be asked what is left. */
function madeBy({ databases, postgresRoles, accounts }: Run): string[] {
  // The owner's is the install's own.
  const roles = Object.entries(postgresRoles).filter(([, { password }]) => password !== undefined);
  const made: Record<string, string[]> = {
    database: Object.values(databases).map(({ name }) => name),
    user: Object.values(accounts).map(({ username }) => username),
    'PostgreSQL and stored role': roles.map(([, { name }]) => name),
  };
  return Object.entries(made).flatMap(([kind, names]) =>
    [...new Set(names)].filter((name) => name !== '').map((name) => `${kind} ${name} may be left`),
  );
}

/**
 * What is left of a run that nobody can remove from outside.
 * @returns one line each
 * @throws the driver's error
 */
export async function staying(
  { prefix, allowedEffects }: Pick<RunState, 'prefix' | 'allowedEffects'>,
  found: AsFound | undefined,
): Promise<string[]> {
  const where = `in the folders ${prefix}_… of the install's media folder: Mathesar forgets the files of deleted users, and deletes none`;
  if (found) {
    const files = await found.forgottenFiles();
    return files > 0 ? [`${String(files)} uploaded files ${where}`] : [];
  }
  return [
    `the files that the run uploaded, if any, ${where}`,
    'rows of sessions that let nobody in, because their users are deleted, until they expire; LOCAL_DATABASE_URL removes them',
    ...(allowedEffects.includes('usage-data')
      ? [
          'another installation id, if usage data were on and are in the plan that ran; LOCAL_DATABASE_URL keeps it',
        ]
      : []),
  ];
}
