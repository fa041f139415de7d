/** Serializes work on state that all attempts of this process share. */
export class Exclusive {
  private last: Promise<unknown> = Promise.resolve();

  /** Runs the work after all earlier work has ended, successfully or not. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }
}
