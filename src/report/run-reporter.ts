import { chromium } from '@playwright/test';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import { resultsFolder } from '../plan/folder';
import { EXIT, endWith } from '../text/exit-codes';
import { requireBrowser } from '../target/browser/browsing';
import { failsUncovered, findingsIn, keysOf, mayBeEmpty, type RunMetadata } from '../target/chosen-targets';
import { messageOf } from '../target/message';
import { whatFailed } from './record/of-test';
import { RunRecorder } from './record/recorder';

/**
 * Beside whatever other reporters a run has: keeps the run record and, at the end, writes all that is made of it; fails the
 * run where it proves less than it seems to, or can not. Prints no results.
 */
export default class RunReporter implements Reporter {
  /** What is missing, one line each. */
  private lost: string[] = [];
  /** Of the run itself, such as a set-up that failed. */
  private readonly errors: string[] = [];
  private isEmpty = false;
  /** Whether what has no rule fails the run. */
  private isStrict = true;
  private recorder: RunRecorder | undefined;

  printsToStdio(): boolean {
    return false;
  }

  /**
   * Tries the browser before the first test, if tests on pages were chosen.
   * @throws NoBrowser, which ends the run; it then exits with {@link EXIT.preflight}
   */
  async preprocess({ config, suite }: { config: FullConfig; suite: Suite }): Promise<void> {
    if (!suite.allTests().some(({ tags }) => tags.includes('@ui'))) return;
    // As `--headed` and the like ask for.
    const { headless = true } = config.projects[0]?.use ?? {};
    try {
      await requireBrowser({ launch: (options) => chromium.launch({ ...options, headless }) });
    } catch (error) {
      endWith(EXIT.preflight);
      throw error;
    }
  }

  onBegin(config: FullConfig, suite: Suite): void {
    const { shard, metadata } = config;
    this.isEmpty = suite.allTests().length === 0 && shard === null && !mayBeEmpty(metadata);
    this.lost = shard === null ? lostShards(keysOf(metadata, 'shard')) : [];
    this.isStrict = failsUncovered((metadata as Partial<RunMetadata>).settings ?? {});
    if (findingsIn(metadata).isFailure)
      this.lost.push(
        'The run fails by its preflight findings too: a role is not what its name says, or the plan names what is not there.',
      );
    this.recording(() => {
      this.recorder = new RunRecorder(resultsFolder(), config, suite);
    });
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    // JUnit takes an interrupted test for one that was skipped, and shows its annotations.
    if (result.status === 'interrupted')
      test.annotations.push({ type: 'verdict', description: result.status });
    this.recording(() => this.recorder?.add(test, result));
  }

  onError(error: TestError): void {
    this.errors.push(whatFailed(error));
  }

  onEnd(result: FullResult): Promise<Pick<FullResult, 'status'>> {
    // A shard may have no test. Playwright itself accepts a `--test-list` that chooses none.
    if (this.isEmpty && result.status === 'passed')
      this.lost.push('No test was chosen, so nothing is proven; --list shows all tests and their places.');
    if (this.isStrict && this.recorder?.uncovered)
      this.lost.push(
        'The run fails by what has no rule: draft one, or list it (docs/draft.md). QA_PLAN_UNCOVERED=warn lets the run go on.',
      );
    this.recording(() =>
      this.recorder?.end(this.lost.length > 0 ? { ...result, status: 'failed' } : result, [
        ...this.errors,
        ...this.lost,
      ]),
    );
    for (const line of this.lost) console.error(line);
    const status = this.lost.length > 0 ? 'failed' : result.status;
    // Playwright ends a merge well whatever the shards found.
    if (process.argv[2] === 'merge-reports' && status !== 'passed') endWith(EXIT.found);
    return Promise.resolve({ status });
  }

  /** Works on the record; a run without one fails, and says so once. */
  private recording(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.recorder = undefined;
      this.lost.push(
        `The run record in ${resultsFolder()} could not be written (${messageOf(error)}), so no report is complete: make room, or ` +
          'make the folder writable.',
      );
    }
  }
}

/** What is missing between the shards whose reports are merged. @param shards such as `shard 1/3` */
function lostShards(shards: readonly string[]): string[] {
  const total = Number(shards[0]?.split('/')[1] ?? 0);
  return Array.from({ length: total }, (_, n) => `shard ${String(n + 1)}/${String(total)}`)
    .filter((shard) => !shards.includes(shard))
    .map((shard) => `The report of ${shard} is missing: merge the reports of all shards.`);
}
