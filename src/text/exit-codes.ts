/** Exit codes of the suite's commands, and of `npx playwright test` when it ends before the first test. */
export const EXIT = {
  fine: 0,
  /** Something was found: problems of the plan, cells that failed, orphans, a difference. */
  found: 1,
  /** The command was not understood. */
  usage: 2,
  /** The environment is wrong, or the install is not fit to be tested: nothing was run. */
  preflight: 3,
  /** The later of two recordings or locks lets a role do or see more. */
  loosened: 4,
  /** The target went away under the run and did not come back. */
  gone: 5,
} as const;

/** Makes this process end with a code: Playwright sets one of its own, and an exit listener runs later. */
export function endWith(code: number): void {
  process.once('exit', () => {
    process.exitCode = code;
  });
}
