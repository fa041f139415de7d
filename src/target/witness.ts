import { createHash } from 'node:crypto';
import pg from 'pg';
import { inDatabase, queryRows } from './postgres';
import { asText, snapshotOf, type Entry, type Fields, type Snapshot } from './snapshot';
import type { RunState } from './state';
import { CATALOG, ELSEWHERE, ENDED, OWN_AND_SERVER, QUERYABLE, SCRATCH, SHARED } from './witness-queries';

/** The objects of a snapshot. Everything else on the install belongs to other attempts. */
export interface Scope {
  /** Prefix of the names of all objects of the world, including those that an attempt may make. */
  prefix: string;
  /** OIDs of the world's schemas in the main database, which a rename would hide from the prefix. */
  schemaOids: readonly number[];
  /** Names of throw-away databases whose contents matter. */
  scratchDatabases: readonly string[];
  /** Also include what all attempts share: the server entries and the installation id. */
  shared: boolean;
  /** Seeded objects that no attempt of the world may touch. */
  bystanders?: { prefix: string; schemaOids: readonly number[] };
  /** The parts that an attempt states: all that a selective witness looks at. */
  about?: readonly string[];
}

/** What an attempt may change. */
export interface Effect {
  part: string;
  /** What changes in it, where no call of the API tells: `a password`. */
  onlyBySql?: string | undefined;
}

/** Reads the real state, independently of what the API answers (a test oracle). */
export interface Witness {
  readonly kind: 'sql' | 'read-back';
  /** Looks only at what a scope is about, so only snapshots about the same can be compared. */
  readonly selective: boolean;
  /**
   * Why this witness can not see an effect, and what to do; undefined when it can.
   * @param before the attempt
   */
  whyBlind(effect: Effect, before: Snapshot): string | undefined;
  look(scope: Scope): Promise<Snapshot>;
  close(): Promise<void>;
}

/**
 * A snapshot reads only a few objects, whatever the statistics say: planned once per connection, with the
 * catalog's indexes, it takes a quarter of the time.
 */
const SETTINGS = ['plan_cache_mode=force_generic_plan', 'enable_hashjoin=off', 'enable_mergejoin=off'];
const options = SETTINGS.map((setting) => `-c ${setting}`).join(' ');

/** Of how many scopes the last look is kept: more than a worker has worlds at a time. */
const SCOPES = 16;

/** The witness that reads the install's PostgreSQL server. */
export class SqlWitness implements Witness {
  readonly kind = 'sql';
  readonly selective = false;
  private readonly pools = new Map<string, pg.Pool>();
  /** The last look at each scope, and which transactions had ended before it. */
  private readonly last = new Map<string, { ended: string; snapshot: Snapshot }>();

  /** @param dsn of the internal database, with a role that may read every database of the server and `pg_authid` */
  constructor(
    private readonly dsn: string,
    private readonly run: Pick<RunState, 'prefix' | 'databases' | 'accounts' | 'postgresRoles'>,
  ) {}

  whyBlind(): undefined {
    // Sees every part.
  }

  /** Looks, unless PostgreSQL says that nobody can have changed anything since the last look at the same. */
  async look(scope: Scope): Promise<Snapshot> {
    const about = JSON.stringify(scope);
    const ended = await this.endedTransactions();
    const last = this.last.get(about);
    if (last?.ended === ended) return last.snapshot;
    const snapshot = await this.lookAnew(scope);
    this.last.delete(about);
    this.last.set(about, { ended, snapshot });
    const [oldest] = this.last.keys();
    if (oldest !== undefined && this.last.size > SCOPES) this.last.delete(oldest);
    return snapshot;
  }

  /**
   * Which transactions of the whole server have ended. Whatever changes a row, in a table or in the catalog, has a
   * transaction ID, and when it ends, this changes (PostgreSQL's manual, "Transaction ID and Snapshot Information
   * Functions"). Values of sequences change without; no look reads them.
   */
  private async endedTransactions(): Promise<string> {
    const [row] = await this.query(undefined, ENDED, []);
    return asText(row?.key);
  }

  private async lookAnew({
    prefix,
    schemaOids,
    bystanders,
    shared,
    scratchDatabases,
  }: Scope): Promise<Snapshot> {
    const { main, other } = this.run.databases;
    const prefixes = [prefix, ...(bystanders ? [bystanders.prefix] : [])];
    const oids = [...schemaOids, ...(bystanders?.schemaOids ?? [])];
    const run = `${this.run.prefix}_`;
    const [accounts, roles, databases] = this.namesOfRun();
    const [catalog, elsewhere] = await Promise.all([
      this.query(main.name, CATALOG, [prefixes, oids, run]),
      this.query(other.name, ELSEWHERE, [prefixes, run]),
    ]);
    const tables = catalog.filter(({ part }) => part === QUERYABLE);
    const found = catalog.filter(({ part }) => part !== QUERYABLE);
    const tableOids = tables.map(({ key }) => Number(key.slice(1)));
    const [own, rows] = await Promise.all([
      this.query(undefined, OWN_AND_SERVER, [prefixes, oids, accounts, roles, databases, tableOids, run]),
      this.rowsOf(tables, found),
    ]);
    const all = [...found, ...elsewhere, ...own, ...rows];
    if (shared) all.push(...(await this.query(undefined, SHARED, [])));
    for (const name of scratchDatabases) all.push(...(await this.queryOnce(name, SCRATCH)));
    return snapshotOf(all);
  }

  /** Names of the run's accounts, PostgreSQL roles and databases, which are bystanders of every attempt. */
  private namesOfRun(): [accounts: string[], roles: string[], databases: string[]] {
    const { accounts, postgresRoles, databases } = this.run;
    return [
      Object.values(accounts).map(({ username }) => username),
      Object.values(postgresRoles).map(({ name }) => name),
      Object.values(databases).map(({ name }) => name),
    ];
  }

  /** The rows of tables, with the attribute numbers of their columns, as the API writes them. */
  private async rowsOf(tables: readonly Entry[], found: readonly Entry[]): Promise<Entry[]> {
    if (tables.length === 0) return [];
    const columns = found.filter(({ part }) => part === 'columns');
    const attnums = new Map(
      columns.map(({ key, fields }) => [
        `${key.split('/')[0] ?? ''} ${String(fields.name)}`,
        key.split('/c')[1] ?? '',
      ]),
    );
    const rows = await this.query(this.run.databases.main.name, selectRows(tables), []);
    return rows.map(({ part, key, fields }) => {
      const numbered: Fields = Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [attnums.get(`${key} ${name}`) ?? name, value]),
      );
      return { part, key: `${key}/r${asText(numbered[1])}`, fields: numbered };
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
    this.pools.clear();
  }

  private async query(database: string | undefined, sql: string, values: unknown[]): Promise<Entry[]> {
    const key = database ?? '';
    let pool = this.pools.get(key);
    if (!pool) {
      pool = new pg.Pool({ connectionString: this.urlOf(database), max: 2, options });
      pool.on('error', () => undefined);
      this.pools.set(key, pool);
    }
    // Named, so that PostgreSQL plans long queries once per connection.
    const name = values.length > 0 ? createHash('md5').update(sql).digest('hex') : undefined;
    return (await pool.query<Entry>({ text: sql, values, ...(name === undefined ? {} : { name }) })).rows;
  }

  /** Uses a temporary connection, because a throw-away database may be dropped next. */
  private async queryOnce(database: string, sql: string): Promise<Entry[]> {
    try {
      return await queryRows<Entry>(this.urlOf(database), sql);
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === '3D000') return [];
      throw error;
    }
  }

  private urlOf(database: string | undefined): string {
    return database === undefined ? this.dsn : inDatabase(this.dsn, database);
  }
}

const selectRows = (tables: readonly Entry[]) =>
  tables
    .map(({ key, fields: { name, quoted } }) => {
      const part = pg.escapeLiteral(`rows:${String(name)}`);
      return `SELECT ${part} AS part, '${key}' AS key, to_jsonb(t) AS fields FROM ${String(quoted)} t`;
    })
    .join(' UNION ALL ');
