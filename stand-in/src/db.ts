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

/** Connections by where they lead and how they got in; the longest unused place first. */
const pools = new Map<string, pg.Pool>();
const MOST_PLACES = 24;
/** As many at a time as there is work: who waited for a second connection while holding one could wait for ever. */
const POOL = { max: Infinity, min: 4, idleTimeoutMillis: 10_000, ssl: false };
const keyOf = ({ host, port, database, user, password, login = '' }: Dsn) =>
  [host, port, database, user, password, login].join(' ');

/** Closes the idle connections to a database (all of a server's without a name), so that it can be dropped. */
export async function closeIdle(
  { host, port }: Pick<Dsn, 'host' | 'port'>,
  database?: string,
): Promise<void> {
  const begins = [host, port, ...(database === undefined ? [] : [database])].join(' ') + ' ';
  for (const [key, pool] of pools) {
    if (!key.startsWith(begins)) continue;
    pools.delete(key);
    const inUse = pool.totalCount > pool.idleCount;
    const ended = pool.end();
    // Work that goes on may be the caller's own; PostgreSQL says whether the database can be dropped meanwhile.
    if (!inUse) await ended;
  }
}

/** The pool of a place, which is the last to go now. */
function poolOf(dsn: Dsn): pg.Pool {
  const key = keyOf(dsn);
  const pool = pools.get(key) ?? newPool(dsn);
  pools.delete(key);
  pools.set(key, pool);
  const [longest] = pools;
  if (pools.size > MOST_PLACES && longest) {
    pools.delete(longest[0]);
    void longest[1].end();
  }
  return pool;
}

function newPool(dsn: Dsn): pg.Pool {
  const pool = new pg.Pool({ ...dsn, ...POOL });
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

/** Without a listener a connection that the server ends (a dropped database) would end this process. */
const ignore = () => undefined;

/** @returns the connection, and gives it back */
async function connect(dsn: Dsn): Promise<[client: pg.ClientBase, giveBack: () => Promise<void> | void]> {
  try {
    if (dsn.login) {
      const pooled = await poolOf(dsn).connect();
      return [pooled, () => pooled.release()];
    }
    const client = new pg.Client({ ...dsn, ssl: false });
    client.on('error', ignore);
    await client.connect();
    return [client, () => client.end().catch(ignore)];
  } catch (error) {
    throw new ConnectionRefused(error);
  }
}

/** How many kept connections may turn out to have been ended meanwhile, one after the other. */
const MOST_ENDED = 10;

/** {@link connect}, in a transaction: the real program connects anew each time, and so never meets an ended connection. */
async function begin(dsn: Dsn): ReturnType<typeof connect> {
  for (let tries = 1; ; tries += 1) {
    const [client, giveBack] = await connect(dsn);
    try {
      await client.query('BEGIN');
      return [client, giveBack];
    } catch (error) {
      await giveBack();
      if (!dsn.login || tries > MOST_ENDED) throw error;
    }
  }
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
  const [client, giveBack] = await (autocommit ? connect(dsn) : begin(dsn));
  try {
    if (autocommit) return await work(new Db(client));
    const result = await work(new Db(client));
    await client.query('COMMIT');
    return result;
  } catch (error) {
    if (!autocommit) await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await giveBack();
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
