import type { Locator, Page } from '@playwright/test';
import { Banner } from './components/banner';
import { Refusal } from './components/refusal';

/** Which release the install is, and whether there is a newer one. */
export class AdministrationUpdatePage {
  readonly banner: Banner;
  readonly refusal: Refusal;
  readonly checkButton: Locator;

  constructor(private readonly page: Page) {
    this.banner = new Banner(page);
    this.refusal = new Refusal(page);
    this.checkButton = page.getByRole('button', { name: 'Check for Updates' });
  }

  static path(): string {
    return '/administration/update/';
  }

  async open(): Promise<void> {
    await this.page.goto(AdministrationUpdatePage.path());
    await this.refusal.orReady(this.checkButton);
  }
}
