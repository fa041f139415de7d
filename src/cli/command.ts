/** One word of the `qa-plan` command. */
export interface Command {
  /** How it is called, and what it does, for the usage text: `check [FOLDER]`, `every problem of the plan`. */
  usage: string;
  what: string;
  /**
   * Runs it.
   * @param args what follows the word
   * @returns the exit code, one of {@link EXIT}
   * @throws UsageError when the arguments are not understood
   */
  run(args: string[]): number | Promise<number>;
}

/** The arguments of a command were not understood. */
export class UsageError extends Error {}
