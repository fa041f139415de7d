import type { Locator, Page } from '@playwright/test';
import { Banner } from './components/banner';
import { Refusal } from './components/refusal';

/** What the install may tell its makers. */
export class AdministrationSettingsPage {
  readonly banner: Banner;
  readonly refusal: Refusal;
  readonly usageDataCheckbox: Locator;

  constructor(private readonly page: Page) {
    this.banner = new Banner(page);
    this.refusal = new Refusal(page);
    this.usageDataCheckbox = page.getByRole('checkbox', { name: /^Enable anonymous usage data collection/ });
  }

  static path(): string {
    return '/administration/settings/';
  }

  async open(): Promise<void> {
    await this.page.goto(AdministrationSettingsPage.path());
    await this.refusal.orReady(this.usageDataCheckbox);
  }

  async collectUsageData(): Promise<void> {
    await this.usageDataCheckbox.check();
  }

  async stopCollectingUsageData(): Promise<void> {
    await this.usageDataCheckbox.uncheck();
  }
}
