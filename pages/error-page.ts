import type { Locator, Page } from '@playwright/test';
import { BasePage } from './base-page';

/** Any page that may be refused, by its address. */
export class ErrorPage extends BasePage {
  /** Present when the page is shown; absent when it is refused. */
  readonly shown: Locator;

  constructor(page: Page) {
    super(page);
    this.shown = page.locator('body').filter({ has: this.banner.root, hasNot: this.refusal.heading });
  }

  /** Goes to an address; ends on any page of a logged-in user, or on a refusal. */
  async open(path: string): Promise<void> {
    await this.goto(path, this.banner.root);
  }
}
