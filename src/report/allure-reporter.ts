import type { FullConfig } from '@playwright/test';
import { AllureReporter } from 'allure-playwright';

/** Allure's results of one run, and also of blob reports that are merged, which have no projects when it is configured. */
export default class extends AllureReporter {
  override onConfigure(config: FullConfig): void {
    this.config = config;
    const [first] = config.projects;
    if (first) super.onConfigure(config);
  }
}
