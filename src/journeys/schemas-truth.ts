import { Client, type Session } from '../target/client';
import { inDatabase, queryRows } from '../target/postgres';

/** Schemas that do not belong to users: PostgreSQL's own, and those of Mathesar's functions. */
const OTHERS = ['information_schema', 'msar', '__msar', 'mathesar_types'];

/** A database whose schemas are checked. */
export interface SchemasPlace {
  baseUrl: string;
  database: { id: number; name: string };
  /** The SQL witness's connection to the install's internal database; undefined: only the API is compared. */
  witness: string | undefined;
}

/** Sorted names of the schemas that the API returns to an account. @throws CallFailed when it refuses */
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
