import { chromium } from '@playwright/test';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestResult,
} from '@playwright/test/reporter';
import { EXIT, endWith } from '../text/exit-codes';
import { requireBrowser } from '../target/browser/browsing';
import { findingsIn, keysOf } from '../target/chosen-targets';

/** Beside whatever other reporters a run has: fails it where it proves less than it seems to, or can not. Prints no results. */
export default class ProofReporter implements Reporter {
  /** What is missing, one line each. */
  private lost: string[] = [];
  private isEmpty = false;

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

  onBegin({ shard, metadata }: FullConfig, suite: Suite): void {
    this.isEmpty = suite.allTests().length === 0 && shard === null;
    this.lost = shard === null ? lostShards(keysOf(metadata, 'shard')) : [];
    if (findingsIn(metadata).isFailure)
      this.lost.push('The run fails by its preflight findings too: a role is not what its name says.');
  }

  /** JUnit takes an interrupted test for one that was skipped, and shows its annotations. */
  onTestEnd(test: TestCase, { status }: TestResult): void {
    if (status === 'interrupted') test.annotations.push({ type: 'verdict', description: status });
  }

  onEnd(result: FullResult): Promise<Pick<FullResult, 'status'>> {
    // A shard may have no test. Playwright itself accepts a `--test-list` that chooses none.
    if (this.isEmpty && result.status === 'passed')
      this.lost.push('No test was chosen, so nothing is proven; --list shows all tests and their places.');
    for (const line of this.lost) console.error(line);
    const status = this.lost.length > 0 ? 'failed' : result.status;
    // Playwright ends a merge well whatever the shards found.
    if (process.argv[2] === 'merge-reports' && status !== 'passed') endWith(EXIT.found);
    return Promise.resolve({ status });
  }
}

/** What is missing between the shards whose reports are merged. @param shards such as `shard 1/3` */
function lostShards(shards: readonly string[]): string[] {
  const total = Number(shards[0]?.split('/')[1] ?? 0);
  return Array.from({ length: total }, (_, n) => `shard ${String(n + 1)}/${String(total)}`)
    .filter((shard) => !shards.includes(shard))
    .map((shard) => `The report of ${shard} is missing: merge the reports of all shards.`);
}
