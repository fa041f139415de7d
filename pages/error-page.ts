import type { Locator, Page } from '@playwright/test';
import { Banner } from './components/banner';
import { Refusal } from './components/refusal';

/** What an address shows that does not exist, or not for this user. */
export class ErrorPage {
  readonly banner: Banner;
  readonly refusal: Refusal;
  /** The bar on top of a page that shows itself; absent where the page is refused. */
  readonly shown: Locator;

  constructor(private readonly page: Page) {
    this.banner = new Banner(page);
    this.refusal = new Refusal(page);
    this.shown = page.locator('body').filter({ has: this.banner.root, hasNot: this.refusal.heading });
  }

  /** Goes to an address that is expected to be refused. */
  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await this.refusal.heading.waitFor();
  }
}
