import pg from 'pg';

/** Default timeout of a connection, in milliseconds. */
export const CONNECT_MS = 5000;

/**
 * Runs work over a connection of its own, which is always closed at the end.
 * @param where a DSN, or the driver's own options
 * @returns what the work returns
 * @throws the driver's error when there is no connection; whatever the work throws
 */
export async function withPostgres<T>(
  where: string | pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const options = typeof where === 'string' ? { connectionString: where } : where;
  const client = new pg.Client({ connectionTimeoutMillis: CONNECT_MS, ...options });
  // Without a listener, a connection closed by the server would end this process; queries on it still fail.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A DSN of another database of the same server. */
export function inDatabase(dsn: string, database: string): string {
  const url = new URL(dsn);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}

/** The rows of one statement, over a connection of its own. @throws as {@link withPostgres} */
export const queryRows = <Row extends pg.QueryResultRow>(
  where: string | pg.ClientConfig,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> => withPostgres(where, async (client) => (await client.query<Row>(sql, values)).rows);
