import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FullConfig, FullResult, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { readPower } from '../../record/power';
import { VERSION } from '../../record/version';
import { FORMAT, type Result, type RunHeader, type RunRecord, type UncoveredNote } from '../../record/schema';
import { findingsIn, keysOf, type RunMetadata } from '../../target/chosen-targets';
import { writeViews } from '../views';
import { resultOf } from './of-test';
import { uncoveredIn } from './uncovered';
import { RecordWriter } from './writer';

const SCREENSHOTS = 'screenshots';

/** Keeps the record of a run in a folder, with the screenshots of its findings beside it. */
export class RunRecorder {
  private readonly writer: RecordWriter;
  private readonly results: Result[] = [];
  private run: RunHeader;

  /** Begins the record, and replaces that of the run before. @throws Error when the folder can not be written */
  constructor(
    private readonly folder: string,
    config: FullConfig,
    suite: Suite,
  ) {
    rmSync(path.join(folder, SCREENSHOTS), { recursive: true, force: true });
    this.run = { ...headerOf(config, suite), ...powerIn(folder) };
    this.writer = new RecordWriter(path.join(folder, 'run.json'), this.run);
  }

  /** @returns the test as it is recorded */
  add(test: TestCase, result: TestResult): Result {
    const screenshots = result.attachments
      .filter(({ contentType }) => contentType === 'image/png')
      .flatMap((each, index) => this.keep(each, `${test.id}-${String(index + 1)}`) ?? []);
    const told = resultOf(test, result);
    const recorded = screenshots.length > 0 ? { ...told, screenshots } : told;
    this.results.push(recorded);
    this.writer.add(recorded);
    return recorded;
  }

  /** @param errors of the run itself, not of a test */
  end({ status, duration }: FullResult, errors: readonly string[]): void {
    const end = { status, ms: Math.round(duration), errors: [...errors] };
    this.writer.end(end);
    const { uncovered } = this;
    if (JSON.stringify(uncovered) !== JSON.stringify(this.run.uncovered)) this.rewrite(uncovered, end);
    writeViews({ format: FORMAT, run: this.run, results: this.results, end }, this.folder);
  }

  /** What has no rule, as far as the run has seen. */
  get uncovered(): UncoveredNote | undefined {
    return uncoveredIn(this.run, this.results);
  }

  /** The record begins with what is known of the run, to which its cells have added. */
  private rewrite(uncovered: UncoveredNote | undefined, end: NonNullable<RunRecord['end']>): void {
    this.run = { ...this.run, ...(uncovered && { uncovered }) };
    const file = path.join(this.folder, 'run.json');
    const writer = new RecordWriter(`${file}.new`, this.run);
    for (const result of this.results) writer.add(result);
    writer.end(end);
    renameSync(`${file}.new`, file);
  }

  /** @returns where the screenshot is, relative to the record */
  private keep({ body, path: file }: TestResult['attachments'][number], name: string): string | undefined {
    const png = body ?? (file !== undefined && existsSync(file) ? readFileSync(file) : undefined);
    if (!png) return undefined;
    const hash = createHash('sha1').update(png).digest('hex').slice(0, 8);
    const kept = `${SCREENSHOTS}/${name}-${hash}.png`;
    mkdirSync(path.join(this.folder, SCREENSHOTS), { recursive: true });
    writeFileSync(path.join(this.folder, kept), png);
    return kept;
  }
}

/** What the file beside the record tells of the power of rules, as the record has it. */
function powerIn(folder: string): Pick<RunHeader, 'power'> {
  const { power } = readPower(folder);
  if (!power) return {};
  const counts = Object.entries(power).map(
    ([rule, { killed, faults }]) => [rule, { killed, faults }] as const,
  );
  return { power: Object.fromEntries(counts) };
}

/** What is known of a run before its first test. */
export function headerOf({ metadata, workers }: FullConfig, suite: Suite): RunHeader {
  const { found = {}, settings = {} } = metadata as Partial<RunMetadata>;
  const valuesOf = (name: Parameters<typeof keysOf>[1]) =>
    keysOf(metadata, name).map((key) => key.slice(name.length + 1));
  const [commit = process.env.QA_PLAN_COMMIT] = valuesOf('commit');
  const repository = repositoryOfPlan(process.env);
  const methods = valuesOf('uncovered');
  return {
    started: new Date().toISOString(),
    suite: VERSION,
    targets: Object.values(found),
    ...(commit !== undefined && { commit }),
    ...(repository !== undefined && { repository }),
    seeds: valuesOf('seed'),
    shards: valuesOf('shard'),
    workers,
    settings,
    findings: findingsIn(metadata).all,
    ...(methods.length > 0 && { uncovered: { methods, controls: [] } }),
    planned: suite.allTests().length,
  };
}

function repositoryOfPlan(env: NodeJS.ProcessEnv): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = env;
  const ofJob = server !== undefined && name !== undefined ? `${server}/${name}` : undefined;
  return env.QA_PLAN_REPOSITORY ?? ofJob;
}
