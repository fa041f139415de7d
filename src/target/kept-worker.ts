import type { TestInfo } from '@playwright/test';
import type { Suite, TestCase } from '@playwright/test/reporter';
import { isUnwatched } from './unwatched';

/**
 * Playwright replaces a worker after each failed test, with its browser, connections and worlds: a second or two for every
 * red cell. It does not where a failure was expected; so a cell that was judged says so of itself, and here the runner is
 * told otherwise: no test of this suite is expected to fail. All reporters, exit codes and `--last-failed` see a failure.
 *
 * @param suite all tests of a run; to be called before the first of them
 */
export function keepWorkers(suite: Suite): void {
  for (const test of suite.allTests()) expectNoFailure(test);
}

function expectNoFailure(test: TestCase): void {
  let { expectedStatus } = test;
  Object.defineProperty(test, 'expectedStatus', {
    get: () => (expectedStatus === 'failed' ? 'passed' : expectedStatus),
    set: (status: TestCase['expectedStatus']) => {
      expectedStatus = status;
    },
    enumerable: true,
  });
}

/**
 * Marks a test that is about to fail for what it found, so that its worker goes on. Does nothing where the runner does not
 * know of it, and where Playwright keeps more of a failed test, which it would then not.
 */
export function keepWorker(test: TestInfo): void {
  // The worker would begin the next test before it is told to stop.
  if (test.config.maxFailures > 0 || !isUnwatched()) return;
  test.expectedStatus = 'failed';
}
