import type { Locator, Page } from '@playwright/test';
import { BasePage } from './base-page';

/** Any page that may be refused, by its address. */
export class ErrorPage extends BasePage {
  /** The bar on top, present when the page is shown, absent when it is refused. The body itself may have no height. */
  readonly shown: Locator;
  /** The content of a page that is neither refused nor in need of a login. */
  readonly content: Locator;
  /** Any content, that of a refusal and of the login page included. */
  readonly anything: Locator;

  constructor(page: Page) {
    super(page);
    this.shown = page.locator('body').filter({ hasNot: this.refusal.heading }).getByRole('banner');
    // A shared form has nothing around it.
    this.anything = page.locator('main, form').first();
    this.content = page
      .locator('body')
      .filter({ hasNot: this.refusal.heading })
      .filter({ hasNot: this.refusal.login })
      .locator('main, form')
      .first();
  }

  /** Goes to an address; ends on any page of a logged-in user, or on a refusal. */
  async open(path: string): Promise<void> {
    await this.goto(path, this.banner.root);
  }
}
