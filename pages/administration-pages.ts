import type { Locator, Page } from '@playwright/test';
import { BasePage } from './base-page';

/** The setting for sending usage data to Mathesar's developers. */
export class AdministrationSettingsPage extends BasePage {
  readonly usageDataCheckbox: Locator;

  constructor(page: Page) {
    super(page);
    this.usageDataCheckbox = page.getByRole('checkbox', { name: /^Enable anonymous usage data collection/ });
  }

  static path(): string {
    return '/administration/settings/';
  }

  async open(): Promise<void> {
    await this.goto(AdministrationSettingsPage.path(), this.usageDataCheckbox);
  }

  async collectUsageData(): Promise<void> {
    await this.usageDataCheckbox.check();
  }

  async stopCollectingUsageData(): Promise<void> {
    await this.usageDataCheckbox.uncheck();
  }
}

/** The page that shows the install's release, and whether there is a newer one. */
export class AdministrationUpdatePage extends BasePage {
  readonly checkButton: Locator;

  constructor(page: Page) {
    super(page);
    this.checkButton = page.getByRole('button', { name: 'Check for Updates' });
  }

  static path(): string {
    return '/administration/update/';
  }

  async open(): Promise<void> {
    await this.goto(AdministrationUpdatePage.path(), this.checkButton);
  }
}
