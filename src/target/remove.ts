import pg from 'pg';
import { CallFailed } from './client';
import { endLingeringSessions } from './lingering-sessions';
import type { Leftover, Reach } from './orphans';
import { queryRows } from './postgres';
import { messageOf } from './message';

/**
 * Removes what runs made, in the order in which it is given: users, databases, stored roles, PostgreSQL roles.
 * One that can not be removed does not keep the others; what failed is tried once more at the end, for PostgreSQL
 * drops no role on which another one's membership depends.
 * @returns what failed, one line each
 */
export async function removeLeftovers(reach: Reach, leftovers: readonly Leftover[]): Promise<string[]> {
  const isUser = ({ kind }: Leftover) => kind === 'user';
  const failed = await removeEach(reach, leftovers.filter(isUser));
  const sessions = await endSessions(reach.witness, leftovers);
  failed.push(
    ...(await removeEach(
      reach,
      leftovers.filter((leftover) => !isUser(leftover)),
    )),
  );
  const again = await removeEach(
    reach,
    failed.map(({ leftover }) => leftover),
  );
  return [
    ...sessions,
    ...again.map(({ leftover: { kind, name }, error }) => `${kind} ${name}: ${messageOf(error)}`),
  ];
}

async function removeEach(
  reach: Reach,
  leftovers: readonly Leftover[],
): Promise<{ leftover: Leftover; error: unknown }[]> {
  const failed = [];
  for (const leftover of leftovers) {
    try {
      await remove(reach, leftover);
    } catch (error) {
      failed.push({ leftover, error });
    }
  }
  return failed;
}

/** Ends what the install still keeps open in databases of the runs; without a witness nothing can. */
async function endSessions(witness: string | undefined, leftovers: readonly Leftover[]): Promise<string[]> {
  if (witness === undefined) return [];
  try {
    for (const run of new Set(leftovers.map((leftover) => leftover.run))) {
      await endLingeringSessions(witness, `${run}_`);
    }
    return [];
  } catch (error) {
    return [`sessions of the install: ${messageOf(error)}`];
  }
}

async function remove(reach: Reach, leftover: Leftover): Promise<unknown> {
  const { steward, anchorId, witness } = reach;
  const { kind, id, name } = leftover;
  switch (kind) {
    case 'user':
      return steward.rpc('users.delete', { user_id: id });
    case 'database':
      return removeDatabase(reach, leftover);
    case 'unconnected database':
      return bySql(witness, `DROP DATABASE ${pg.escapeIdentifier(name)}`);
    case 'stored role':
      return steward.rpc('roles.configured.delete', { configured_role_id: id });
    case 'PostgreSQL role':
      return anchorId !== undefined
        ? steward.rpc('roles.delete', { database_id: anchorId, role_oid: id })
        : bySql(witness, `DROP ROLE ${pg.escapeIdentifier(name)}`);
  }
}

/**
 * Drops a connected database and disconnects it, in this order: disconnecting one that exists asks for the role that
 * connected it, and one that is no longer connected would be out of reach, should this end in between.
 */
async function removeDatabase(reach: Reach, leftover: Leftover): Promise<void> {
  const { steward, anchorId, witness } = reach;
  const { id: database_id, name } = leftover;
  if (anchorId !== undefined) {
    const oid = await oidOf(reach, anchorId, leftover);
    if (oid !== undefined)
      await steward.rpc('databases.delete', { database_id: anchorId, database_oid: oid });
  } else {
    await bySql(witness, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)}`);
  }
  await steward.rpc('databases.configured.disconnect', { database_id });
}

/** An install's code for a database to which PostgreSQL lets nobody connect: it does not exist, or not any more. */
const NO_DATABASE = -30193;

/**
 * The OID of a connected database; undefined for one that does not exist any more. One that is taken for gone by
 * mistake would be disconnected, and then be out of reach: so the witness tells, where there is one.
 * @throws CallFailed when the install does not tell
 */
async function oidOf(
  { steward, stewardId, witness }: Reach,
  anchorId: number,
  { id: database_id, name }: Leftover,
): Promise<number | undefined> {
  if (witness !== undefined) return oidBySql(witness, name);
  const ask = () => steward.call('databases.get', { database_id });
  let answer = await ask();
  if (!answer.ok) {
    // Only a collaborator learns it.
    const mine = (await steward.rpc('collaborators.list', { database_id: anchorId })).find(
      ({ user_id }) => user_id === stewardId,
    );
    const { configured_role_id } = mine ?? {};
    await steward.call('collaborators.add', { database_id, user_id: stewardId, configured_role_id });
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
