import pg from 'pg';

/** Where a PostgreSQL database is and as whom to reach it. */
export interface Dsn {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  /** Keep the connection for the next work at the same place. */
  reusable?: boolean;
}

type Row = Record<string, unknown>;

/** A connection with the few calls that the methods need; values always travel as parameters. */
export class Db {
  /**
   * @param client where the statements go
   * @param statements names of the statements that PostgreSQL is to plan once per connection, by their text; for a
   *   database whose tables stay as they are
   */
  constructor(
    private readonly client: pg.ClientBase | pg.Pool,
    private readonly statements?: Map<string, string>,
  ) {}

  /** All rows of a query. */
  async rows<T extends object = Row>(sql: string, values: unknown[] = []): Promise<T[]> {
    return (await this.query<T>(sql, values)).rows;
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
    return (await this.query(sql, values)).rowCount ?? 0;
  }

  private query<T extends object = Row>(text: string, values: unknown[]): Promise<pg.QueryResult<T>> {
    const { statements } = this;
    if (!statements || values.length === 0) return this.client.query<T>(text, values);
    const name = statements.get(text) ?? `s${String(statements.size)}`;
    statements.set(text, name);
    return this.client.query<T>({ name, text, values });
  }
}

/**
 * Open connections that nobody uses, by where they lead. A new connection costs ten times a short query, and the
 * owner of an install, whom no one can lock out, makes most of the calls. All others connect anew for every call, so
 * that a lost CONNECT or a changed password shows at once.
 */
const idle = new Map<string, pg.Client[]>();
const MOST_IDLE = 4;
const keyOf = ({ host, port, database, user, password }: Dsn) =>
  [host, port, database, user, password].join(' ');

/** Closes the idle connections to a database (all of a server's without a name), so that it can be dropped. */
export async function closeIdle(
  { host, port }: Pick<Dsn, 'host' | 'port'>,
  database?: string,
): Promise<void> {
  const begins = [host, port, ...(database === undefined ? [] : [database])].join(' ') + ' ';
  for (const [key, clients] of idle) {
    if (!key.startsWith(begins)) continue;
    idle.delete(key);
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
  }
}

async function connect(dsn: Dsn): Promise<pg.Client> {
  const kept = dsn.reusable ? idle.get(keyOf(dsn))?.pop() : undefined;
  if (kept) return kept;
  const client = new pg.Client({ ...dsn, ssl: false });
  // Without a listener a connection that the server ends (a dropped database) would end this process.
  client.on('error', () => {
    const others = idle.get(keyOf(dsn))?.filter((other) => other !== client);
    if (others) idle.set(keyOf(dsn), others);
  });
  try {
    await client.connect();
  } catch (error) {
    throw new ConnectionRefused(error);
  }
  return client;
}

async function release(dsn: Dsn, client: pg.Client): Promise<void> {
  const clients = idle.get(keyOf(dsn)) ?? [];
  if (!dsn.reusable || clients.length >= MOST_IDLE) return client.end().catch(() => undefined);
  clients.push(client);
  idle.set(keyOf(dsn), clients);
}

/**
 * Connects for one piece of work. The work is one transaction, rolled back when it throws; `autocommit` leaves that
 * out, for statements that PostgreSQL refuses inside a transaction.
 * @throws ConnectionRefused when PostgreSQL does not let the role in; whatever the work throws
 */
export async function withConnection<T>(
  dsn: Dsn,
  work: (db: Db) => Promise<T>,
  { autocommit = false } = {},
): Promise<T> {
  const client = await connect(dsn);
  try {
    if (autocommit) return await work(new Db(client));
    await client.query('BEGIN');
    const result = await work(new Db(client));
    // One round trip; a transaction that fails leaves no temporary tables either.
    await client.query('DISCARD TEMP; COMMIT');
    return result;
  } catch (error) {
    if (!autocommit) await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await release(dsn, client);
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
