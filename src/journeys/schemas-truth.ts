import { Client, type Session } from '../target/client';
import { inDatabase, queryRows } from '../target/postgres';

/** Schemas that are none of the user's: PostgreSQL's own, and Mathesar's functions. */
const OTHERS = ['information_schema', 'msar', '__msar', 'mathesar_types'];

/** A database whose schemas are looked at. */
export interface SchemasPlace {
  baseUrl: string;
  database: { id: number; name: string };
  /** The SQL witness's connection to the install's internal database; undefined: the API's word is all there is. */
  witness: string | undefined;
}

/** Names of the schemas that the API tells an account, sorted. @throws CallFailed when it tells none */
export async function schemasByApi({ baseUrl, database }: SchemasPlace, session: Session): Promise<string[]> {
  const found = await new Client(baseUrl, session).rpc('schemas.list', { database_id: database.id });
  return found.map(({ name }) => name).sort();
}

/** Names of the schemas that are in the database, by SQL, sorted; undefined without a witness. */
export async function schemasBySql({ witness, database }: SchemasPlace): Promise<string[] | undefined> {
  if (witness === undefined) return undefined;
  const rows = await queryRows<{ nspname: string }>(
    inDatabase(witness, database.name),
    `SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> ALL ($1)`,
    [OTHERS],
  );
  return rows.map(({ nspname }) => nspname).sort();
}
