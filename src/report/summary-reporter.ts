import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import { findingsIn, keysOf, type RunMetadata } from '../target/chosen-targets';
import { planFrame } from './plan-frame';
import { revocationsOf, writeClock, writeClockPage, type Revocation } from './revocation-clock';
import { writeWays } from './ways';
import {
  verdictOf,
  writeFindings,
  writeSessions,
  writeSetUp,
  writeSkipped,
  writeTotals,
  writeWorse,
  type CellResult,
} from './summary';

/** A file with tests that have not ended. */
interface OpenFile {
  left: number;
  ran: number;
  failed: number;
  what: 'cells' | 'tests';
}

/** Prints a line per plan file, each failure as it happens, and at the end the cells per verdict and role. */
export default class SummaryReporter implements Reporter {
  private readonly cells: CellResult[] = [];
  /** Results of tests that are not matrix cells: journeys and other checks. */
  private readonly others = { passed: 0, failed: 0, skipped: 0, interrupted: 0 };
  /** Reasons why tests did not run. */
  private readonly reasons: string[] = [];
  /** What happened to the sessions of roles. */
  private readonly sessions: string[] = [];
  /** How long rights outlived their end. */
  private readonly revocations: Revocation[] = [];
  /** The file with the revocation clock. */
  private clockFile = '';
  /** In which forms reads were asked, one note per cell. */
  private readonly ways: string[] = [];
  private seed = '';
  private readonly open = new Map<string, OpenFile>();
  private total = 0;
  /** What the targets did wrong before the first cell. */
  private setUp: string[] = [];
  private cleared: Promise<void> = Promise.resolve();

  printsToStdio(): boolean {
    return true;
  }

  /** @param options.resultsDir Allure's folder, emptied first: a report is of one run */
  constructor(private readonly options: { resultsDir: string }) {}

  onBegin(config: FullConfig, suite: Suite): void {
    this.cleared = clear(this.options.resultsDir);
    // An error is reported at the end, where this is awaited.
    this.cleared.catch(() => undefined);
    this.clockFile = path.join(config.projects[0]?.outputDir ?? 'test-results', 'revocation-clock.md');
    const tests = suite.allTests();
    this.total = tests.length;
    for (const test of tests) {
      const file = this.open.get(specOf(test)) ?? { left: 0, ran: 0, failed: 0, what: kindOf(test) };
      file.left += 1;
      this.open.set(specOf(test), file);
    }
    const cells = tests.filter((test) => kindOf(test) === 'cells').length;
    const others = this.total - cells;
    const what = [`${String(cells)} cells`, ...(others > 0 ? [`${String(others)} other tests`] : [])];
    const { metadata, workers } = config;
    const { installs } = metadata as RunMetadata;
    this.seed = keysOf(metadata, 'seed').join(', ');
    const details = [...keysOf(metadata, 'shard'), `${String(workers)} workers`, ...keysOf(metadata, 'seed')];
    console.log(`${what.join(' and ')} on ${installs}, ${details.join(', ')}\n`);
    this.setUp = findingsIn(metadata).all;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const failed = result.status !== 'passed' && result.status !== 'skipped';
    // A test that never began has no annotations of its own.
    const annotations = [...result.annotations, ...test.annotations];
    const note = (type: string) => annotations.find((annotation) => annotation.type === type)?.description;
    if (result.status === 'skipped') this.reasons.push(note('skip') ?? 'no reason given');
    const session = note('session');
    if (session !== undefined) this.sessions.push(session);
    this.revocations.push(...revocationsOf(result));
    const ways = note('ways to ask');
    if (ways !== undefined) this.ways.push(ways);
    const frame = kindOf(test) === 'cells' ? `\n${planFrame(test.location)}` : '';
    const printed = `\n${placeOf(test)}\n${test.title}\n${indent((result.error?.message ?? result.status) + frame)}\n`;
    if (kindOf(test) === 'tests') {
      this.others[result.status === 'timedOut' ? 'failed' : result.status] += 1;
      if (failed) console.log(printed);
      this.endFile(specOf(test), failed);
      return;
    }
    this.cells.push({
      title: test.title,
      role: note('allure.label.story') ?? '',
      rule: note('allure.label.feature') ?? test.title,
      control: note('control'),
      place: note('plan') ?? '',
      status: result.status,
      verdict: verdictOf(result.status, note('verdict')),
      gap: note('known gap'),
      excused: note('worse than gap'),
    });
    if (failed) console.log(printed);
    this.endFile(specOf(test), failed);
  }

  /** Errors of the stand-in or a worker. */
  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }

  onError(error: TestError): void {
    console.error(`\n${error.message ?? String(error.value)}\n`);
  }

  async onEnd(result: FullResult): Promise<void> {
    await this.cleared;
    const setUp = writeSetUp(this.setUp);
    if (setUp) console.log(`\n${setUp}`);
    const worse = writeWorse(this.cells);
    if (worse) console.log(`\n${worse}`);
    if (this.cells.length > 0) console.log(`\n${writeTotals(this.cells)}`);
    const findings = writeFindings(this.cells);
    if (findings) console.log(`\n${findings}`);
    const sessions = writeSessions(this.sessions);
    if (sessions) console.log(`\n${sessions}`);
    const ways = writeWays(this.ways, this.seed);
    if (ways) console.log(`\n${ways}`);
    const skips = writeSkipped(this.reasons);
    if (skips) console.log(`\n${skips}`);
    const clock = this.writeClock();
    if (clock) console.log(`\n${clock}`);
    const count = (wanted: (cell: CellResult) => boolean) => this.cells.filter(wanted).length;
    const skipped = count(({ status }) => status === 'skipped') + this.others.skipped;
    const passed = count(({ status }) => status === 'passed') + this.others.passed;
    const ended = this.cells.length + Object.values(this.others).reduce((sum, n) => sum + n);
    const interrupted = count(({ status }) => status === 'interrupted') + this.others.interrupted;
    const failed = ended - passed - skipped - interrupted;
    const rest = { skipped, interrupted, 'not run': this.total - ended };
    const more = Object.entries(rest).map(([what, n]) => (n > 0 ? `, ${String(n)} ${what}` : ''));
    const seconds = (result.duration / 1000).toFixed(0);
    console.log(`\n${String(passed)} passed, ${String(failed)} failed${more.join('')} (${seconds} s)`);
    if (result.status !== 'passed' && failed === 0) console.log(`The run itself ended as: ${result.status}.`);
  }

  /** Writes the revocation clock to its file. @returns what to print of it */
  private writeClock(): string {
    const { revocations, clockFile } = this;
    if (revocations.length > 0) {
      mkdirSync(path.dirname(clockFile), { recursive: true });
      writeFileSync(clockFile, writeClockPage(revocations));
    }
    return writeClock(revocations, path.relative('', clockFile));
  }

  private endFile(name: string, failed: boolean): void {
    const file = this.open.get(name);
    if (!file) return;
    file.left -= 1;
    file.ran += 1;
    if (failed) file.failed += 1;
    if (file.left > 0) return;
    const area = path.basename(name).replace(/(\.md)?\.spec\.[jt]s$/, '');
    console.log(
      `  ${file.failed > 0 ? '✗' : '✓'} ${area.padEnd(20)} ${String(file.ran).padStart(4)} ${file.what}` +
        (file.failed > 0 ? `, ${String(file.failed)} failed` : ''),
    );
  }
}

/** Empties a folder at once and deletes its contents in parallel with the run: thousands of files take time. */
async function clear(folder: string): Promise<void> {
  const old = `${folder}.old`;
  // Exists only if an earlier run was killed.
  rmSync(old, { recursive: true, force: true });
  if (!existsSync(folder)) return;
  renameSync(folder, old);
  await rm(old, { recursive: true, force: true }).catch((error: unknown) => {
    console.error(`${old} could not be removed: ${String(error)}`);
  });
}

/** Cells have an annotation with their place in the plan. */
const kindOf = (test: TestCase): OpenFile['what'] =>
  test.annotations.some(({ type }) => type === 'plan') ? 'cells' : 'tests';

/** `qa-plan/records.md:17:109`, an argument for `npx playwright test`. */
const placeOf = ({ location: { file, line, column } }: TestCase) =>
  `${path.relative('', file).split(path.sep).join('/')}:${String(line)}:${String(column)}`;

/** The spec file of a test: cells of a file are counted together. */
function specOf(test: TestCase): string {
  let suite: Suite | undefined = test.parent;
  while (suite && suite.type !== 'file') suite = suite.parent;
  return suite?.title ?? test.location.file;
}

const indent = (text: string) =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
