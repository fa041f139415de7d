import type { Locator, Page } from '@playwright/test';

/** What a page shows instead of its content: it does not exist, or is not for this user. */
export class Refusal {
  readonly heading: Locator;
  /** The page around the heading, with the reason in words. */
  readonly message: Locator;
  readonly homeLink: Locator;

  constructor(page: Page) {
    this.heading = page.getByRole('heading', { name: 'Error', level: 1, exact: true });
    this.message = page.getByRole('main').filter({ has: this.heading });
    this.homeLink = page.getByRole('link', { name: 'Go to homepage' });
  }

  /** Waits until the page shows either itself, by a sign of its own, or why it does not. */
  async orReady(sign: Locator): Promise<void> {
    await sign.or(this.heading).first().waitFor();
  }
}
