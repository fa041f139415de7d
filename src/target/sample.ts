import { CallFailed, Client } from './client';
import { runOf } from './run-name';
import type { RunAccount, RunDatabase } from './state';

/** Data in the database of a demo's user: one table with rows. */
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

/** Ends the name of the schema that a run makes where a demo gave no data; its other schemas come and go. */
const OWN = '_sample';
const isInUse = (schema: string) => runOf(schema) !== undefined && !schema.endsWith(OWN);

/** Who owns a database, and which it is. */
interface Place {
  baseUrl: string;
  account: Pick<RunAccount, 'username' | 'session'>;
  database: Pick<RunDatabase, 'id' | 'name'>;
}

/**
 * Looks for a table with rows in a user's own database; only reads.
 * @throws NoSampleData when there is none; CallFailed or InstallError when it can not be looked for
 */
export async function findSample({ baseUrl, account, database }: Place): Promise<Sample> {
  const client = new Client(baseUrl, account.session);
  const database_id = database.id;
  for (const { oid, name } of await client.rpc('schemas.list', { database_id })) {
    if (isInUse(name)) continue;
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
    `the database "${database.name}" of "${account.username}" has no table with a text in it`,
  );
}

/** Whether {@link findSample} finds something. @returns true where a call was refused: cells tell that */
export async function hasSample(place: Place): Promise<boolean> {
  try {
    await findSample(place);
    return true;
  } catch (error) {
    if (error instanceof NoSampleData) return false;
    if (error instanceof CallFailed) return true;
    throw error;
  }
}

/**
 * Makes a table with a row in a user's own database, as that user.
 * @param prefix of the run, which removes it by that
 * @throws CallFailed, InstallError
 */
export async function makeSample({ baseUrl, account, database }: Place, prefix: string): Promise<void> {
  const client = new Client(baseUrl, account.session);
  const database_id = database.id;
  const schema = await client.rpc('schemas.add', { database_id, name: `${prefix}${OWN}` });
  const table = await client.rpc('tables.add', {
    database_id,
    schema_oid: schema.oid,
    table_name: 'Books',
    column_data_list: [{ name: 'Title', type: { name: 'text' } }],
    constraint_data_list: [],
  });
  // The first column is the key.
  const record_def = { 2: `A book of ${account.username}` };
  await client.rpc('records.add', { database_id, table_oid: table.oid, record_def });
}
