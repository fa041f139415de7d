import type { FullConfig, TestCase, TestResult } from '@playwright/test/reporter';
import { AllureReporter } from 'allure-playwright';

const INTERRUPTED = { message: 'interrupted: the run was stopped while this was under way' };

/** Allure's results of one run, and also of blob reports that are merged, which have no projects when it is configured. */
export default class extends AllureReporter {
  override onConfigure(config: FullConfig): void {
    this.config = config;
    const [first] = config.projects;
    if (first) super.onConfigure(config);
  }

  /** Allure knows no interrupted tests; one that was would be a failure without a word. */
  override onTestEnd(test: TestCase, result: TestResult): Promise<void> {
    const wasInterrupted = result.status === 'interrupted';
    return super.onTestEnd(
      test,
      wasInterrupted ? { ...result, status: 'skipped', error: INTERRUPTED } : result,
    );
  }
}
