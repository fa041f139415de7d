import pg from 'pg';

/** Where a PostgreSQL database is and as whom to reach it. */
export interface Dsn {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
}

type Row = Record<string, unknown>;

/** A connection with the few calls that the methods need; values always travel as parameters. */
export class Db {
  constructor(private readonly client: pg.ClientBase | pg.Pool) {}

  /** All rows of a query. */
  async rows<T extends object = Row>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.client.query<T>(sql, values)).rows;
  }

  /** The first row, or undefined. */
  async row<T extends object = Row>(sql: string, values: unknown[] = []): Promise<T | undefined> {
    return (await this.rows<T>(sql, values))[0];
  }

  /** The first column of the first row; null without a row. */
  async value<T>(sql: string, values: unknown[] = []): Promise<T | null> {
    const row = await this.row(sql, values);
    return row ? ((Object.values(row)[0] ?? null) as T | null) : null;
  }

  /** Runs a statement; returns the number of rows it touched. */
  async run(sql: string, values: unknown[] = []): Promise<number> {
    return (await this.client.query(sql, values)).rowCount ?? 0;
  }
}

/**
 * Opens a connection for one piece of work and closes it. The work is one transaction, rolled back when it
 * throws; `autocommit` leaves that out, for statements that PostgreSQL refuses inside a transaction.
 */
export async function withConnection<T>(
  dsn: Dsn,
  work: (db: Db) => Promise<T>,
  { autocommit = false } = {},
): Promise<T> {
  const client = new pg.Client({ ...dsn, ssl: false });
  // Without a listener a connection that the server ends (a dropped database) would end this process.
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    throw new ConnectionRefused(error);
  });
  try {
    if (autocommit) return await work(new Db(client));
    await client.query('BEGIN');
    const result = await work(new Db(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    if (!autocommit) await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** PostgreSQL did not let the role in: wrong password, no CONNECT, or no such database. */
export class ConnectionRefused extends Error {
  constructor(override readonly cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

/** Quotes a name for SQL. */
export const ident = (...names: string[]) => names.map((name) => pg.escapeIdentifier(name)).join('.');

/** Quotes a text for SQL, for the few statements that take no parameters (utility statements). */
export const literal = (text: string) => pg.escapeLiteral(text);
