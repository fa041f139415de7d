import pg from 'pg';
import { CallFailed } from './client';
import { endLingeringSessions } from './lingering-sessions';
import type { Orphan, Reach } from './orphans';
import { queryRows } from './postgres';
import { messageOf } from './message';

/**
 * Removes what runs made, in the given order: users, databases, stored roles, PostgreSQL roles. A failure
 * does not stop the others; failed removals are retried at the end, because PostgreSQL does not drop a role
 * that granted another role's membership.
 * @returns the failures, one line each
 */
export async function removeOrphans(reach: Reach, orphans: readonly Orphan[]): Promise<string[]> {
  const isUser = ({ kind }: Orphan) => kind === 'user';
  const failed = await removeEach(reach, orphans.filter(isUser));
  const sessions = await endSessions(reach.witness, orphans);
  failed.push(
    ...(await removeEach(
      reach,
      orphans.filter((orphan) => !isUser(orphan)),
    )),
  );
  const again = await removeEach(
    reach,
    failed.map(({ orphan }) => orphan),
  );
  return [
    ...sessions,
    ...again.map(({ orphan: { kind, name }, error }) => `${kind} ${name}: ${messageOf(error)}`),
  ];
}

async function removeEach(
  reach: Reach,
  orphans: readonly Orphan[],
): Promise<{ orphan: Orphan; error: unknown }[]> {
  const failed = [];
  for (const orphan of orphans) {
    try {
      await remove(reach, orphan);
    } catch (error) {
      failed.push({ orphan, error });
      await reach.renew?.().catch(() => undefined);
    }
  }
  return failed;
}

/** Ends the sessions that the install keeps open in databases of the runs; only possible with a witness. */
async function endSessions(witness: string | undefined, orphans: readonly Orphan[]): Promise<string[]> {
  if (witness === undefined) return [];
  try {
    for (const run of new Set(orphans.map((orphan) => orphan.run))) {
      await endLingeringSessions(witness, `${run}_`);
    }
    return [];
  } catch (error) {
    return [`sessions of the install: ${messageOf(error)}`];
  }
}

async function remove(reach: Reach, orphan: Orphan): Promise<unknown> {
  const { setupAdmin, maintenanceDatabaseId, witness } = reach;
  const { kind, id, name } = orphan;
  switch (kind) {
    case 'user':
      return setupAdmin.rpc('users.delete', { user_id: id });
    case 'database':
      return removeDatabase(reach, orphan);
    case 'unconnected database':
      return bySql(witness, `DROP DATABASE ${pg.escapeIdentifier(name)}`);
    case 'stored role':
      return setupAdmin.rpc('roles.configured.delete', { configured_role_id: id });
    case 'PostgreSQL role':
      return maintenanceDatabaseId !== undefined
        ? setupAdmin.rpc('roles.delete', { database_id: maintenanceDatabaseId, role_oid: id })
        : bySql(witness, `DROP ROLE ${pg.escapeIdentifier(name)}`);
  }
}

/**
 * Drops a connected database, then disconnects it: disconnecting an existing database requires the role that
 * connected it, and if this were interrupted, a disconnected database would be out of reach.
 */
async function removeDatabase(reach: Reach, orphan: Orphan): Promise<void> {
  const { setupAdmin, maintenanceDatabaseId, witness } = reach;
  const { id: database_id, name } = orphan;
  if (maintenanceDatabaseId !== undefined) {
    const oid = await oidOf(reach, maintenanceDatabaseId, orphan);
    if (oid !== undefined)
      await setupAdmin.rpc('databases.delete', { database_id: maintenanceDatabaseId, database_oid: oid });
  } else {
    await bySql(witness, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)}`);
  }
  await setupAdmin.rpc('databases.configured.disconnect', { database_id });
}

/** The install's code for a database that does not exist (any more), so that nobody can connect. */
const NO_DATABASE = -30193;

/**
 * The OID of a connected database; undefined when it no longer exists. A database mistaken for gone would be
 * disconnected and then be out of reach, so the witness decides, if there is one.
 * @throws CallFailed when the install does not report it
 */
async function oidOf(
  { setupAdmin, setupAdminId, witness }: Reach,
  maintenanceDatabaseId: number,
  { id: database_id, name }: Orphan,
): Promise<number | undefined> {
  if (witness !== undefined) return oidBySql(witness, name);
  const ask = () => setupAdmin.call('databases.get', { database_id });
  let answer = await ask();
  if (!answer.ok) {
    // Only a collaborator learns it.
    const mine = (await setupAdmin.rpc('collaborators.list', { database_id: maintenanceDatabaseId })).find(
      ({ user_id }) => user_id === setupAdminId,
    );
    const { configured_role_id } = mine ?? {};
    await setupAdmin.call('collaborators.add', { database_id, user_id: setupAdminId, configured_role_id });
    answer = await ask();
  }
  if (answer.ok) return (answer.result as { oid: number }).oid;
  if (answer.code === NO_DATABASE) return undefined;
  throw new CallFailed('databases.get', answer.code, answer.message);
}

async function oidBySql(dsn: string, name: string): Promise<number | undefined> {
  const sql = 'SELECT oid::int8::int AS oid FROM pg_database WHERE datname = $1';
  const [found] = await queryRows<{ oid: number }>(dsn, sql, [name]);
  return found?.oid;
}

async function bySql(dsn: string | undefined, sql: string): Promise<void> {
  if (dsn === undefined) throw new Error('only the SQL witness can remove it; give the database address');
  await queryRows(dsn, sql);
}
