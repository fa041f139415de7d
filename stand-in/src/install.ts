import type { MiddlewareHandler } from 'hono';
import pg from 'pg';
import { closeIdle, Db, type Dsn } from './db';
import type { AnyMethod } from './method';
import type { Release } from './releases';
import type { Env } from './http/app';
import { SCHEMA, type UserRow } from './store/schema';

/** How the install is set up; fixed for its life. */
export interface InstallOptions {
  /** The release that it stands for. */
  release: Release;
  /** The PostgreSQL server, the role that the install runs by, and the database with the install's own tables. */
  host: string;
  port: number;
  role: string;
  password: string;
  database: string;
  /**
   * The server was given and serves others too: the role is no superuser, and every piece of work connects anew, as in
   * the real program, so that what the server allows now is what counts.
   */
  givenServer: boolean;
  /** Every added user gets a PostgreSQL role and a database of their own. */
  perUserDatabases: boolean;
  /** As hosted demos are: their databases come with sample data, and every page says that it is a demo. */
  publicDemo: boolean;
  /** Files of file columns are kept; without it, as on a fresh install, there is no place for them. */
  files: boolean;
}

/** What a page is told; see `http/common-data.ts`. */
export type PageData = Record<string, unknown>;

/** One running stand-in: its own tables, its methods, and the PostgreSQL behind it. */
export class Install {
  private readonly pool: pg.Pool;
  /** The install's own tables. */
  readonly store: Db;
  /** Passes on what a page of a user is told; a fault puts something else in its place. */
  tellPage: (data: PageData, user: UserRow) => PageData | Promise<PageData> = (data) => data;
  /** Runs before the routes, when it is known who asks; a fault puts something else in its place. */
  beforeRoutes: MiddlewareHandler<Env> = (_c, next) => next();

  /** Runs in every page of the application; a fault adds something to them. */
  pageScript = '';

  /** Whether the page on which the first administrator is made is open; a fault leaves it open. */
  opensFirstInstallation = async (): Promise<boolean> => !(await this.hasAdministrator());

  constructor(
    readonly options: InstallOptions,
    readonly methods: Map<string, AnyMethod>,
  ) {
    const once = options.givenServer ? { maxUses: 1 } : {};
    this.pool = new pg.Pool({ ...this.dsn(options.database), max: 10, ...once });
    this.pool.on('error', () => undefined);
    this.store = new Db(this.pool, true);
  }

  /** Where a database of the install's own PostgreSQL server is, as the role that the install runs by. */
  dsn(database: string): Dsn {
    const { host, port, role, password, givenServer } = this.options;
    return { host, port, database, user: role, password, login: givenServer ? undefined : 'owner' };
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

  /** As in the real program, an install is set up while it has an administrator, and only then. */
  async hasAdministrator(): Promise<boolean> {
    return Boolean(await this.store.row('SELECT 1 FROM mathesar_user WHERE is_superuser LIMIT 1'));
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
