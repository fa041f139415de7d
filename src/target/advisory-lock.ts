import pg from 'pg';
import { CONNECT_MS } from './postgres';

/** Seconds of waiting after which something is wrong; a test has 60. */
const PATIENCE_S = 45;

/** PostgreSQL: `lock_not_available`. */
const NOT_AVAILABLE = '55P03';

/**
 * A lock that all workers of all runs on an install see, because it is in the install's database. PostgreSQL takes it
 * back when the process that holds it ends, whatever the cause. Who waits alone is not overtaken by those who come later.
 */
export class AdvisoryLock {
  private client: Promise<pg.Client> | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /**
   * @param dsn of the install's internal database
   * @param key any number that nothing else takes
   * @param what is locked, for messages
   */
  constructor(
    private readonly dsn: string,
    private readonly key: number,
    private readonly what: string,
  ) {}

  /**
   * Works beside others who do so, while nobody works alone.
   * @returns what the work returns
   * @throws whatever the work throws; Error when the lock can not be had, and nothing was done
   */
  async beside<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.hold('beside');
    try {
      return await work();
    } finally {
      // Nobody waits for the answer: what comes next is asked over the same connection.
      void release();
    }
  }

  /**
   * Works while nobody else does.
   * @returns what the work returns
   * @throws whatever the work throws; Error when the lock can not be had, and nothing was done, or when it was lost
   *   meanwhile
   */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.hold('alone');
    let result: T;
    try {
      result = await work();
    } catch (error) {
      await release();
      throw error;
    }
    if (!(await release()))
      throw new Error(
        `the connection that locks ${this.what} was lost, so others may have been at work at the same time`,
      );
    return result;
  }

  /**
   * Waits for the lock and holds it.
   * @returns lets it go; never throws, and tells whether it was held until then
   * @throws Error when the lock can not be had
   */
  async hold(how: 'beside' | 'alone'): Promise<() => Promise<boolean>> {
    const kind = how === 'beside' ? '_shared' : '';
    await this.take(`pg_advisory_lock${kind}`);
    return () => this.ask(`pg_advisory_unlock${kind}`).catch(() => false);
  }

  async end(): Promise<void> {
    await this.last;
    const client = await this.client?.catch(() => undefined);
    await client?.end();
  }

  private async take(lock: string): Promise<void> {
    const known = this.client;
    try {
      await this.ask(lock).catch(async (error: unknown) => {
        if (codeOf(error) === NOT_AVAILABLE || known === undefined) throw error;
        // Nothing was done yet: where the connection was lost, a new one is as good.
        if (this.client === known) this.client = undefined;
        await this.ask(lock);
      });
    } catch (error) {
      if (codeOf(error) !== NOT_AVAILABLE) throw error;
      throw new Error(
        `another run or worker holds ${this.what} for longer than ${String(PATIENCE_S)} s\n` +
          '  wait until the other runs on this install have ended, or end them; then run again',
        { cause: error },
      );
    }
  }

  /** The driver takes one statement at a time. @returns false from an unlock of what is not held any more */
  private ask(lock: string): Promise<boolean> {
    const asked = this.last.then(async () => {
      this.client ??= this.connect();
      const client = await this.client;
      const { rows } = await client.query<{ held: unknown }>(`SELECT ${lock}($1) AS held`, [this.key]);
      return rows[0]?.held !== false;
    });
    this.last = asked.catch(() => undefined);
    return asked;
  }

  /** A connection that was not made, or was lost, is made again for the next statement. */
  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.dsn,
      connectionTimeoutMillis: CONNECT_MS,
      options: `-c lock_timeout=${String(PATIENCE_S)}s`,
    });
    const forget = () => (this.client = undefined);
    client.on('error', forget).on('end', forget);
    await client.connect().catch((error: unknown) => {
      forget();
      throw error;
    });
    return client;
  }
}

const codeOf = (error: unknown) => (error as { code?: string }).code;
