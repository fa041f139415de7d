import type { RunState } from '../target/state';

/** Serializes work on state that all attempts share: of this process, and of all others on the install where SQL reaches it. */
export class Exclusive {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly run: Pick<RunState, 'locks'> = {}) {}

  /** Does the work after all earlier work has ended, successfully or not. */
  do<T>(work: () => Promise<T>): Promise<T> {
    const { locks } = this.run;
    const result = this.last.then(() => (locks ? locks.onShared(work) : work()));
    this.last = result.catch(() => undefined);
    return result;
  }
}
