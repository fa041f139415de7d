import type pg from 'pg';
import { AdvisoryLock } from './advisory-lock';
import { withPostgres } from './postgres';
import { lookAtShared, putBackShared } from './shared-state';
import type { RunState } from './state';

/** Keys of the advisory locks; any numbers that nothing else takes. */
const [ADMINISTRATORS, SHARED] = [4_021_961, 4_021_962];

/**
 * What workers and runs on one install wait for each other by. They are processes of their own, so they meet in the
 * install's database:
 *
 * - All that needs the administrators (cells, building and removing worlds, set-up and tear-down of runs) is done beside
 *   each other, and never while an attempt has left the install without administrators.
 * - What changes or looks at what all share (server entries, usage data) is done by one at a time.
 *
 * Whoever needs both takes them in this order.
 */
export class InstallLocks {
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly administrators: AdvisoryLock;
  private readonly shared: AdvisoryLock;

  /** @param witness DSN of the install's internal database */
  constructor(private readonly witness: string) {
    this.administrators = new AdvisoryLock(witness, ADMINISTRATORS, 'the administrators of the install');
    this.shared = new AdvisoryLock(witness, SHARED, 'what all runs on the install share');
  }

  /**
   * Does what goes on beside tests, such as building a world.
   * @returns what the work returns
   * @throws whatever the work throws; Error when the lock can not be had
   */
  during<T>(work: () => Promise<T>): Promise<T> {
    const done = this.withAdministrators(work);
    const ended = done
      .catch(() => undefined)
      .finally(() => {
        this.underWay.delete(ended);
      });
    this.underWay.add(ended);
    return done;
  }

  /** Does what needs the administrators. Returns and throws as {@link during}. */
  withAdministrators<T>(work: () => Promise<T>): Promise<T> {
    return this.administrators.beside(work);
  }

  /** As {@link withAdministrators}, but where the lock can not be had all the same: the work itself tells what is wrong. */
  async withAdministratorsAnyhow<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.administrators.hold('beside').catch(() => undefined);
    try {
      return await work();
    } finally {
      await release?.();
    }
  }

  /** Does what may leave the install without administrators, alone. Returns and throws as {@link AdvisoryLock.alone}. */
  async withoutAdministrators<T>(work: () => Promise<T>): Promise<T> {
    await Promise.all(this.underWay);
    return this.administrators.alone(work);
  }

  /**
   * Waits for all that needs the administrators, and lets nothing of the kind begin.
   * @returns what lets it begin again
   * @throws Error when the lock can not be had
   */
  async pause(): Promise<() => Promise<unknown>> {
    await Promise.all(this.underWay);
    return this.administrators.hold('alone');
  }

  /**
   * Does what changes what all share, alone, and leaves it as it was found, so that no run takes another's change for the
   * way things were. Returns and throws as {@link AdvisoryLock.alone}.
   */
  onShared<T>(work: () => Promise<T>): Promise<T> {
    return this.atShared(async (client) => {
      const before = await lookAtShared(client);
      try {
        return await work();
      } finally {
        await putBackShared(client, before);
      }
    });
  }

  /** Looks at what all share, or puts it back, while nobody changes it. As {@link AdvisoryLock.alone}. */
  atShared<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    return this.shared.alone(() => withPostgres(this.witness, work));
  }

  async end(): Promise<void> {
    await Promise.all([this.administrators.end(), this.shared.end()]);
  }
}

/** Does set-up work of a worker as {@link InstallLocks.during}; without SQL at once, because nobody can dismiss administrators then. */
export const asSetUp = <T>({ locks }: Pick<RunState, 'locks'>, work: () => Promise<T>): Promise<T> =>
  locks ? locks.during(work) : work();

/**
 * Does something with the locks of an install, outside of workers.
 * @param witness DSN of the install's internal database
 * @returns what the work returns
 * @throws whatever the work throws
 */
export async function withLocks<T>(witness: string, work: (locks: InstallLocks) => Promise<T>): Promise<T> {
  const locks = new InstallLocks(witness);
  try {
    return await work(locks);
  } finally {
    await locks.end();
  }
}

/** Does what needs the administrators of an install, outside of workers; without SQL, or without the lock, at once. */
export const besideTests = <T>(witness: string | undefined, work: () => Promise<T>): Promise<T> =>
  witness === undefined ? work() : withLocks(witness, (locks) => locks.withAdministratorsAnyhow(work));
