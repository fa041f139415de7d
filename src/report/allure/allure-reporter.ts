import type { FullConfig, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { AllureReporter } from 'allure-playwright';
import { isEvidence } from '../../record/attachment';
import type { Result, RunHeader } from '../../record/schema';
import { resultOf } from '../record/of-test';
import { headerOf } from '../record/recorder';
import { EXIT, endWith } from '../../text/exit-codes';
import { messageOf } from '../../target/message';
import { clockByWay } from '../revocation-clock';
import { asAllure, type AllureResult } from './as-allure';

/** The label by which a result of Allure finds its place in the record; taken off before it is written. */
const PLACE = 'place in the record';

/** Content type of a message to Allure's own reporter. */
const ALLURE_MESSAGE = 'application/vnd.allure.message+json';

/** Allure's results, told as the run record tells them: of a run, and of blob reports that are merged. */
export default class extends AllureReporter {
  private readonly results: Result[] = [];
  private run: RunHeader | undefined;
  /** Why its results are not complete. */
  private failure: string | undefined;
  /** What the report tells of the run as a whole; written at its end. */
  private readonly environment: Record<string, string> = {};

  /** Merged reports have no projects yet when this is called. */
  override onConfigure(config: FullConfig): void {
    this.config = config;
    const [first] = config.projects;
    if (first) super.onConfigure(config);
  }

  override onBegin(suite: Suite): void {
    const run = headerOf(this.config, suite);
    this.run = run;
    Object.assign(this.environment, environmentOf(run));
    const listener = { beforeTestResultWrite: (result: AllureResult) => this.retell(result) };
    Object.assign(this.options, { environmentInfo: this.environment, listeners: [listener] });
    super.onBegin(suite);
  }

  override async onEnd(): Promise<void> {
    const times = this.results.flatMap((result) =>
      result.kind === 'cell' ? (result.evidence?.revocations ?? []) : [],
    );
    for (const [way, text] of clockByWay(times)) this.environment[`revocation: ${way}`] = text;
    await this.writing(() => super.onEnd());
    if (this.failure !== undefined) endWith(EXIT.found);
  }

  override onTestEnd(test: TestCase, result: TestResult): Promise<void> {
    const label = { name: PLACE, value: String(this.results.length) };
    this.results.push(resultOf(test, result));
    const message = { type: 'metadata', data: { labels: [label] } };
    const body = Buffer.from(JSON.stringify(message));
    const attachments = [
      ...result.attachments.filter((each) => !isEvidence(each)),
      { name: PLACE, contentType: ALLURE_MESSAGE, body },
    ];
    return this.writing(() => super.onTestEnd(test, { ...result, attachments }));
  }

  /** Playwright does not wait for a reporter during a run, so nobody else would catch the error. */
  private async writing(work: () => Promise<void>): Promise<void> {
    if (this.failure !== undefined) return;
    try {
      await work();
    } catch (error) {
      this.failure = messageOf(error);
      console.error(
        `Allure's results could not be written (${this.failure}), so its report is not complete.`,
      );
    }
  }

  private retell(allure: AllureResult): void {
    const place = allure.labels.find(({ name }) => name === PLACE)?.value;
    const result = this.results[Number(place)];
    if (result && this.run) Object.assign(allure, asAllure(result, this.run));
  }
}

/** What the report says of the run as a whole. */
function environmentOf({ targets, seeds, commit, findings, ...run }: RunHeader): Record<string, string> {
  const names = (of: (target: RunHeader['targets'][number]) => string | undefined) =>
    [...new Set(targets.flatMap((target) => of(target) ?? []))].join(', ');
  const all = {
    target: names(({ url, standIn }) => (standIn ? 'the stand-in' : url)),
    release: names(({ release }) => release),
    witness: names(({ witness }) => (witness === 'sql' ? 'SQL' : 'read-back through the API')),
    commit,
    seed: seeds.join(', '),
    shards: run.shards.join(', '),
    'preflight findings': findings.join('; '),
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value = '']) => (value === '' ? [] : [[name, value]])),
  );
}
