import type { FullConfig, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { AllureReporter } from 'allure-playwright';
import { findingsIn } from '../target/chosen-targets';
import { clockByWay, revocationsOf, type Revocation } from './revocation-clock';

const INTERRUPTED = { message: 'interrupted: the run was stopped while this was under way' };

/** Allure's results of one run, and also of blob reports that are merged, which have no projects when it is configured. */
export default class extends AllureReporter {
  /** What the report tells of the run as a whole; written at its end. */
  private readonly environment: Record<string, string> = {};
  private readonly revocations: Revocation[] = [];

  override onConfigure(config: FullConfig): void {
    this.config = config;
    const [first] = config.projects;
    if (first) super.onConfigure(config);
  }

  override onBegin(suite: Suite): void {
    const findings = findingsIn(this.config.metadata).all.join('; ');
    if (findings !== '') this.environment['preflight findings'] = findings;
    Object.assign(this.options, { environmentInfo: this.environment });
    super.onBegin(suite);
  }

  override onEnd(): Promise<void> {
    for (const [way, times] of clockByWay(this.revocations)) this.environment[`revocation: ${way}`] = times;
    return super.onEnd();
  }

  /** Allure knows no interrupted tests; one that was would be a failure without a word. */
  override onTestEnd(test: TestCase, result: TestResult): Promise<void> {
    this.revocations.push(...revocationsOf(result));
    const wasInterrupted = result.status === 'interrupted';
    return super.onTestEnd(
      test,
      wasInterrupted ? { ...result, status: 'skipped', error: INTERRUPTED } : result,
    );
  }
}
