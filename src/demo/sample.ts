import { Client } from '../target/client';
import type { RunAccount, RunDatabase, RunState } from '../target/state';
import type { World } from '../world/world';

/** Data that a demo gave a user: one table with rows. */
export interface Sample {
  schema: { oid: number; name: string };
  table: { oid: number; name: string };
  /** A text of the first row; seeing it proves reading the table. */
  canary: string;
}

/** The user's database has no table with a text in it. */
export class NoSampleData extends Error {}

/** Shorter texts may occur anywhere by chance. */
const MIN_CANARY = 4;

/**
 * Looks for a table with rows in a user's own database; only reads.
 * @throws NoSampleData when there is none; CallFailed or InstallError when it can not be looked for
 */
export async function findSample(
  baseUrl: string,
  account: RunAccount,
  database: Pick<RunDatabase, 'id' | 'name'>,
): Promise<Sample> {
  const client = new Client(baseUrl, account.session);
  const database_id = database.id;
  for (const { oid, name } of await client.rpc('schemas.list', { database_id })) {
    for (const table of await client.rpc('tables.list', { database_id, schema_oid: oid })) {
      const target = { database_id, table_oid: table.oid, limit: 1, offset: 0 };
      const { results } = await client.rpc('records.list', target);
      const texts = Object.values(results[0] ?? {}).filter((value) => typeof value === 'string');
      const canary = texts.find((text) => text.length >= MIN_CANARY);
      if (canary === undefined) continue;
      return { schema: { oid, name }, table: { oid: table.oid, name: table.name }, canary };
    }
  }
  throw new NoSampleData(
    `the database "${database.name}" of "${account.username}" has no table with a text in its first row; ` +
      'a demo comes with sample data',
  );
}

/** The two users of a demo whose databases are kept apart. */
export type Visitor = 'visitor' | 'neighbour';

/** The account of one of the two. @throws Error when the set-up provided none */
export function visitorAccount({ accounts }: Pick<RunState, 'accounts'>, who: Visitor): RunAccount {
  const account = accounts[who];
  if (!account) throw new Error(`the demo has no account for "${who}"`);
  return account;
}

/** The sample data of one of the two, searched once per world; throws as {@link findSample}. */
export const sampleOf = (world: World, who: Visitor): Promise<Sample> =>
  world.once(`sample of ${who}`, () => {
    const { state } = world;
    const database = state.databases[who === 'visitor' ? 'main' : 'other'];
    return findSample(state.baseUrl, visitorAccount(state, who), database);
  });
