import { chromium } from '@playwright/test';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
  TestRun,
} from '@playwright/test/reporter';
import { resultsFolder } from '../plan/folder';
import { VERSION } from '../record/version';
import { EXIT, endWith } from '../text/exit-codes';
import { requireBrowser } from '../target/browser/browsing';
import { setHeaded } from '../target/browser/find-browser';
import { failsUncovered, findingsIn, mayBeEmpty, type RunMetadata } from '../target/chosen-targets';
import { keepWorkers } from '../target/kept-worker';
import { messageOf } from '../target/message';
import { profiled } from '../target/phases';
import { writeProfile } from './terminal/profile';
import { goneIn } from '../target/outage';
import { noteWatching } from '../target/unwatched';
import { whatFailed } from './record/of-test';
import { RunRecorder } from './record/recorder';
import { problemsOfMerge } from './record/shards';
import { takeShard } from './shards/take-shard';

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
  /** How many cells have evidence that this version can not read. */
  private unreadable = 0;
  private isStopped = false;
  /** Whether what has no rule fails the run. */
  private isStrict = true;
  private recorder: RunRecorder | undefined;

  printsToStdio(): boolean {
    return false;
  }

  /**
   * Takes the shard, and tries the browser before the first test, if tests on pages were chosen.
   * @throws NoBrowser, which ends the run; it then exits with {@link EXIT.preflight}
   */
  async preprocess(run: { config: FullConfig; suite: Suite; testRun: TestRun }): Promise<void> {
    const { config, suite } = run;
    takeShard(run);
    if (!suite.allTests().some(({ tags }) => tags.includes('@ui'))) return;
    // As `--headed` and the like ask for.
    const { headless = true } = config.projects[0]?.use ?? {};
    // In UI mode each run may choose, after the set-up.
    setHeaded(!headless);
    try {
      await requireBrowser({ launch: (options) => chromium.launch({ ...options, headless }) });
    } catch (error) {
      endWith(EXIT.preflight);
      throw error;
    }
  }

  onBegin(config: FullConfig, suite: Suite): void {
    const { shard, metadata } = config;
    keepWorkers(suite);
    noteWatching(config);
    this.isEmpty = suite.allTests().length === 0 && shard === null && !mayBeEmpty(metadata);
    this.lost = isMerge() ? problemsOfMerge(metadata, suite.allTests().map(whichOf), VERSION) : [];
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
    this.recording(() => {
      const added = this.recorder?.add(test, result);
      if (added && added.status !== result.status) this.unreadable += 1;
    });
    for (const error of result.errors) this.stopIfGone(error);
  }

  onError(error: TestError): void {
    this.errors.push(whatFailed(error));
    this.stopIfGone(error);
  }

  onEnd(result: FullResult): Promise<Pick<FullResult, 'status'>> {
    // A shard may have no test. Playwright itself accepts a `--test-list` that chooses none.
    if (this.isEmpty && result.status === 'passed')
      this.lost.push('No test was chosen, so nothing is proven; --list shows all tests and their places.');
    if (this.isStrict && this.recorder?.uncovered)
      this.lost.push(
        'The run fails by what has no rule: draft one, or list it (docs/draft.md). QA_PLAN_UNCOVERED=warn lets the run go on.',
      );
    if (this.unreadable > 0)
      this.lost.push(
        `The evidence of ${String(this.unreadable)} cells is not as this version of the suite writes it: merge by the version that ran them.`,
      );
    this.recording(() =>
      this.recorder?.end(this.lost.length > 0 ? { ...result, status: 'failed' } : result, [
        ...this.errors,
        ...this.lost,
      ]),
    );
    for (const line of this.lost) console.error(line);
    const phases = profiled();
    if (phases) console.log(writeProfile(phases));
    const status = this.lost.length > 0 ? 'failed' : result.status;
    // Playwright ends a merge well whatever the shards found.
    if (isMerge() && status !== 'passed') endWith(EXIT.found);
    return Promise.resolve({ status });
  }

  /** Stops the run as Ctrl-C does, so that what it made is removed, when an error says that its target is gone. */
  private stopIfGone(error: TestError): void {
    const gone = goneIn(whatFailed(error));
    if (gone === undefined || this.isStopped || !isRun()) return;
    this.isStopped = true;
    this.lost.push(`The run was stopped: ${gone}.`);
    endWith(EXIT.gone);
    process.emit('SIGINT');
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

const isMerge = () => process.argv[2] === 'merge-reports';

/** Neither reports that are merged nor a server, which outlives its runs. */
const isRun = () => process.argv[2] === 'test' && !process.argv.some((arg) => arg.startsWith('--ui'));

/** What tells a test from all others of one run. */
const whichOf = (test: TestCase): string =>
  [...test.titlePath(), test.location.line, test.location.column, test.repeatEachIndex].join(' ');
