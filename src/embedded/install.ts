import pg from 'pg';
import { closeIdle, Db, type Dsn } from './db';
import type { AnyMethod } from './method';
import type { Release } from './releases';
import { SCHEMA } from './store/schema';

/** Name of the internal database. */
export const INTERNAL_DATABASE = 'mathesar_django';

/** How the install is set up; fixed for its life. */
export interface InstallOptions {
  /** The release that it stands for. */
  release: Release;
  /** The PostgreSQL server and the role that owns the install's databases. */
  host: string;
  port: number;
  superuser: string;
  password: string;
  /** Every added user gets a PostgreSQL role and a database of their own. */
  perUserDatabases: boolean;
  /** Files of file columns are kept; without it, as on a fresh install, there is no place for them. */
  files: boolean;
}

/** One running embedded install: its own tables, its methods, and the PostgreSQL behind it. */
export class Install {
  private readonly pool: pg.Pool;
  /** The install's own tables. */
  readonly store: Db;

  constructor(
    readonly options: InstallOptions,
    readonly methods: Map<string, AnyMethod>,
  ) {
    this.pool = new pg.Pool({ ...this.dsn(INTERNAL_DATABASE), max: 10 });
    this.pool.on('error', () => undefined);
    this.store = new Db(this.pool, true);
  }

  /** Where a database of the install's own PostgreSQL server is, as the role that owns the install. */
  dsn(database: string): Dsn {
    const { host, port, superuser, password } = this.options;
    return { host, port, database, user: superuser, password, login: 'owner' };
  }

  /** Runs several changes of the install's own tables as one; rolled back when the work throws. */
  async storeTransaction<T>(work: (store: Db) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work(new Db(client, true));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }

  /** Makes the install's own tables; once, right after PostgreSQL started. */
  async createStore(): Promise<void> {
    await this.store.run(SCHEMA);
    await this.store.run('INSERT INTO mathesar_installationid DEFAULT VALUES');
  }

  /** Closes the install's connections. */
  async close(): Promise<void> {
    await closeIdle(this.options);
    await this.pool.end();
  }
}
