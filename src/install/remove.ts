import pg from 'pg';
import { endLingeringSessions } from './lingering-sessions';
import type { Leftover, Reach } from './leftovers';

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
    ...again.map(({ leftover: { kind, name }, error }) => `${kind} ${name}: ${wordsOf(error)}`),
  ];
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

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
    return [`sessions of the install: ${wordsOf(error)}`];
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
async function removeDatabase(reach: Reach, { id: database_id, name }: Leftover): Promise<void> {
  const { steward, anchorId, witness } = reach;
  if (anchorId !== undefined) {
    const oid = await oidOf(reach, anchorId, database_id);
    if (oid !== undefined)
      await steward.rpc('databases.delete', { database_id: anchorId, database_oid: oid });
  } else {
    await bySql(witness, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)}`);
  }
  await steward.rpc('databases.configured.disconnect', { database_id });
}

/** Only a collaborator learns the OID of a database. Undefined for one that does not exist any more. */
async function oidOf(
  { steward, stewardId }: Reach,
  anchorId: number,
  database_id: number,
): Promise<number | undefined> {
  const ask = async () => {
    const answer = await steward.call('databases.get', { database_id });
    return answer.ok ? (answer.result as { oid: number }).oid : undefined;
  };
  const oid = await ask();
  if (oid !== undefined) return oid;
  const mine = (await steward.rpc('collaborators.list', { database_id: anchorId })).find(
    ({ user_id }) => user_id === stewardId,
  );
  if (!mine) return undefined;
  const { user_id, configured_role_id } = mine;
  await steward.call('collaborators.add', { database_id, user_id, configured_role_id });
  return ask();
}

async function bySql(dsn: string | undefined, sql: string): Promise<void> {
  if (dsn === undefined) throw new Error('only the SQL witness can remove it; give the database address');
  const client = new pg.Client({ connectionString: dsn, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
