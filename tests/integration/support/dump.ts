import { withPostgres } from '../../../src/target/postgres';

/**
 * Every row of every table of a database, as sorted text: `table: {…}`. Sequences are left out; they never go back.
 * @param dsn of the install's internal database
 */
export async function dumpOf(dsn: string): Promise<string[]> {
  return withPostgres(dsn, async (client) => {
    const tables = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    const lines: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ line: string }>(
        `SELECT to_jsonb(t)::text AS line FROM ${name} t`,
      );
      lines.push(...rows.map(({ line }) => `${name}: ${line}`));
    }
    return lines.sort();
  });
}
