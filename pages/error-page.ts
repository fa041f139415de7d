import type { Locator, Page } from '@playwright/test';
import { BasePage } from './base-page';

/** Whatever an address leads to, when it may be refused. */
export class ErrorPage extends BasePage {
  /** The page when it shows itself; absent where it is refused. */
  readonly shown: Locator;

  constructor(page: Page) {
    super(page);
    this.shown = page.locator('body').filter({ has: this.banner.root, hasNot: this.refusal.heading });
  }

  /** Goes to an address; ends with any page of a logged-in user, or with a refusal. */
  async open(path: string): Promise<void> {
    await this.goto(path, this.banner.root);
  }
}
