/** Lets pieces of work on what all attempts share follow each other, within one process. */
export class Exclusive {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs work when the work before it has ended, however that ended. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }
}
