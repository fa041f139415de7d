import type { FullConfig, Suite } from '@playwright/test/reporter';
import { AllureReporter } from 'allure-playwright';
import { findingsIn } from '../target/chosen-targets';

/** Allure's results of one run, and also of blob reports that are merged, which have no projects when it is configured. */
export default class extends AllureReporter {
  override onConfigure(config: FullConfig): void {
    this.config = config;
    const [first] = config.projects;
    if (first) super.onConfigure(config);
  }

  override onBegin(suite: Suite): void {
    const findings = findingsIn(this.config.metadata).all.join('; ');
    if (findings !== '') this.options.environmentInfo = { 'preflight findings': findings };
    super.onBegin(suite);
  }
}
