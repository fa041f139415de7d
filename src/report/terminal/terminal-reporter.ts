import { existsSync, renameSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import { resultsFolder } from '../../plan/folder';
import type { Result, RunHeader } from '../../record/schema';
import { keysOf, type RunMetadata } from '../../target/chosen-targets';
import { isFinding } from '../record/findings';
import { isCell, resultOf, whatFailed } from '../record/of-test';
import { headerOf } from '../record/recorder';
import { planFrame } from './plan-frame';
import { count, wrapLines } from '../../text/terminal';
import { ProgressLine } from './progress';
import { writeSummary } from './summary';

/** A file with tests that have not ended. */
interface OpenFile {
  left: number;
  ran: number;
  failed: number;
  what: 'cells' | 'tests';
}

/**
 * Prints each failure as it happens, how far the run is, and at the end what it found. In a terminal one line tells how far;
 * elsewhere, as in CI, there is a line per plan file.
 */
export default class TerminalReporter implements Reporter {
  private readonly results: Result[] = [];
  private readonly open = new Map<string, OpenFile>();
  private readonly isLive = process.stdout.isTTY && process.env.CI === undefined;
  private readonly progress = new ProgressLine(process.stdout, this.isLive);
  private run: RunHeader | undefined;
  private isQuiet = false;
  private findings = 0;
  /** Whether there is a blank line below what was printed last. */
  private isApart = true;
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
    this.isQuiet = config.quiet;
    this.run = headerOf(config, suite);
    const tests = suite.allTests();
    for (const test of tests) {
      const file = this.open.get(specOf(test)) ?? { left: 0, ran: 0, failed: 0, what: kindOf(test) };
      file.left += 1;
      this.open.set(specOf(test), file);
    }
    if (this.isQuiet) return;
    const cells = tests.filter(isCell).length;
    const others = tests.length - cells;
    const what = [`${String(cells)} cells`, ...(others > 0 ? [`${String(others)} other tests`] : [])];
    const { metadata, workers } = config;
    const { installs } = metadata as RunMetadata;
    const details = [...keysOf(metadata, 'shard'), count(workers, 'worker'), ...keysOf(metadata, 'seed')];
    this.print(wrapLines(`${what.join(' and ')} on ${installs}, ${details.join(', ')}\n`));
  }

  onTestBegin(): void {
    this.showProgress();
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const ended = resultOf(test, result);
    this.results.push(ended);
    if (isFinding(ended)) this.findings += 1;
    const failed = result.status !== 'passed' && result.status !== 'skipped';
    if (failed) {
      const frame = isCell(test) ? `\n${planFrame(test.location)}` : '';
      const { file, line, column } = ended.place;
      const message = indent((ended.failure ?? result.status) + frame);
      const place = `${file}:${String(line)}:${String(column)}`;
      this.print(wrapLines(`${this.isApart ? '' : '\n'}${place}\n${test.title}\n${message}\n`));
    }
    this.endFile(specOf(test), failed);
    this.showProgress();
  }

  /** Errors of the stand-in or a worker. */
  onStdErr(chunk: string | Buffer): void {
    this.progress.clear();
    process.stderr.write(process.env.NO_COLOR ? stripVTControlCharacters(chunk.toString()) : chunk);
  }

  onError(error: TestError): void {
    this.progress.clear();
    console.error(`\n${whatFailed(error)}\n`);
  }

  async onEnd({ status, duration }: FullResult): Promise<void> {
    await this.cleared;
    this.progress.clear();
    if (!this.run) return;
    const { run, results } = this;
    // Errors of the run itself were printed when they happened.
    const end = { status, ms: Math.round(duration), errors: [] };
    const inResults = (file: string) => path.join(resultsFolder(), file);
    const reports = [
      `the matrix page  ${inResults('matrix.html')}`,
      `the record       ${inResults('run.json')}`,
      "Allure's report  npm run report",
    ];
    const text = writeSummary({ format: 1, run, results, end }, { quiet: this.isQuiet, reports });
    this.print(`${this.isQuiet || this.isApart ? '' : '\n'}${text}`);
  }

  private showProgress(): void {
    if (this.isQuiet) return;
    const { findings, results, run } = this;
    this.progress.update({ done: results.length, total: run?.planned ?? 0, findings });
  }

  private print(text: string): void {
    this.progress.clear();
    console.log(text);
    this.isApart = text.endsWith('\n');
  }

  private endFile(name: string, failed: boolean): void {
    const file = this.open.get(name);
    if (!file) return;
    file.left -= 1;
    file.ran += 1;
    if (failed) file.failed += 1;
    if (file.left > 0 || this.isLive || this.isQuiet) return;
    const area = path.basename(name).replace(/(\.md)?\.spec\.[jt]s$/, '');
    this.print(
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

const kindOf = (test: TestCase): OpenFile['what'] => (isCell(test) ? 'cells' : 'tests');

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
