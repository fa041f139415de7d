import pg from 'pg';

/** Where a PostgreSQL database is and as whom to reach it. */
export interface Dsn {
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  /**
   * All by which PostgreSQL decides now whether to let the role in. With it, the connection is kept for the next work
   * that finds the same; without it, every piece of work connects anew.
   */
  login?: string | undefined;
}

type Row = Record<string, unknown>;

const prepared = new Map<string, string>();

/**
 * Marks a statement that names no object of a user's, only the catalog or the install's own tables: PostgreSQL plans
 * it once per connection. @returns the statement itself
 */
export function prepare(sql: string): string {
  if (!prepared.has(sql)) prepared.set(sql, `s${String(prepared.size)}`);
  return sql;
}

/** A connection with the few calls that the methods need; values always travel as parameters. */
export class Db {
  /** @param fixed all its tables stay as they are, so every statement with values is prepared */
  constructor(
    private readonly client: pg.ClientBase | pg.Pool,
    private readonly fixed = false,
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
    if (this.fixed && values.length > 0) prepare(text);
    const name = prepared.get(text);
    return this.client.query<T>(name === undefined ? { text, values } : { name, text, values });
  }
}

/*
 * Connections are kept here and not by `pg.Pool`, which is for one role of one database. It bounds the connections in
 * use, so that work in need of a second one could wait for itself, where this bounds the idle ones; its `end()` waits
 * for connections in use, where a database that is to be dropped wants the idle ones closed now; and a pool for every
 * role, database and password would still need the bookkeeping below.
 */

/** Open connections that nobody uses, by where they lead and how they got in; the longest unused first. */
const idle = new Map<string, pg.Client[]>();
const MOST_IDLE = 4;
const MOST_PLACES = 24;
const keyOf = ({ host, port, database, user, password, login = '' }: Dsn) =>
  [host, port, database, user, password, login].join(' ');

/** Closes the idle connections to a database (all of a server's without a name), so that it can be dropped. */
export async function closeIdle(
  { host, port }: Pick<Dsn, 'host' | 'port'>,
  database?: string,
): Promise<void> {
  const begins = [host, port, ...(database === undefined ? [] : [database])].join(' ') + ' ';
  for (const [key, clients] of idle) {
    if (!key.startsWith(begins)) continue;
    idle.delete(key);
    await close(clients);
  }
}

async function connect(dsn: Dsn): Promise<pg.Client> {
  const kept = dsn.login ? idle.get(keyOf(dsn))?.pop() : undefined;
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
  const key = keyOf(dsn);
  const clients = idle.get(key) ?? [];
  if (!dsn.login || clients.length >= MOST_IDLE) return close([client]);
  clients.push(client);
  idle.delete(key);
  idle.set(key, clients);
  const [longest] = idle;
  if (idle.size <= MOST_PLACES || !longest) return;
  idle.delete(longest[0]);
  await close(longest[1]);
}

async function close(clients: pg.Client[]): Promise<void> {
  await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
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
    await client.query('COMMIT');
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
