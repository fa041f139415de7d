import pg from 'pg';
import type { RunState } from './state';

/** Key of the advisory lock; any number that nothing else takes. */
const KEY = 4_021_961;

/**
 * What the suite does as an administrator beside tests, such as building and removing worlds, in all workers. An attempt that
 * leaves the install without administrators has it wait: no test runs beside such an attempt, but the worlds of the tests
 * before it may still be on their way. Workers are processes of their own, so they meet in the install's database.
 */
export class SetUpWork {
  private readonly underWay = new Set<Promise<unknown>>();
  private client: Promise<pg.Client> | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** @param witness DSN of the install's internal database */
  constructor(private readonly witness: string) {}

  /**
   * Does work when no other worker has paused it.
   * @returns what the work returns
   * @throws whatever the work throws; the driver's error when there is no connection
   */
  during<T>(work: () => Promise<T>): Promise<T> {
    const done = this.shared(work);
    const ended = done
      .catch(() => undefined)
      .finally(() => {
        this.underWay.delete(ended);
      });
    this.underWay.add(ended);
    return done;
  }

  /**
   * Waits for the work that is under way in any worker, and lets no other worker begin any.
   * @returns what lets it begin again
   * @throws the driver's error when there is no connection
   */
  async pause(): Promise<() => Promise<void>> {
    await Promise.all(this.underWay);
    const by = await this.lock('pg_advisory_lock');
    return () => this.unlock('pg_advisory_unlock', by);
  }

  async end(): Promise<void> {
    const client = await this.client?.catch(() => undefined);
    await client?.end();
  }

  private async shared<T>(work: () => Promise<T>): Promise<T> {
    const by = await this.lock('pg_advisory_lock_shared');
    try {
      return await work();
    } finally {
      await this.unlock('pg_advisory_unlock_shared', by);
    }
  }

  /** @returns the connection that has it: a lock goes with its connection, and is then taken on another one */
  private lock(kind: string): Promise<pg.Client> {
    const once = async () => {
      this.client ??= this.connect();
      const client = await this.client;
      await client.query(`SELECT ${kind}($1)`, [KEY]);
      return client;
    };
    return this.oneByOne(() => once().catch(once));
  }

  private unlock(kind: string, by: pg.Client): Promise<void> {
    return this.oneByOne(async () => {
      await by.query(`SELECT ${kind}($1)`, [KEY]).catch(() => undefined);
    });
  }

  /** The driver takes one statement at a time. */
  private oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }

  /** A connection that was not made, or was lost, is made again for the next statement. */
  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.witness });
    const forget = () => (this.client = undefined);
    client.on('error', forget).on('end', forget);
    await client.connect().catch((error: unknown) => {
      forget();
      throw error;
    });
    return client;
  }
}

/** Does {@link SetUpWork}; without SQL at once, because nobody can dismiss administrators then. */
export const asSetUp = <T>({ setUpWork }: Pick<RunState, 'setUpWork'>, work: () => Promise<T>): Promise<T> =>
  setUpWork ? setUpWork.during(work) : work();
