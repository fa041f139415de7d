import type { Locator, Page } from '@playwright/test';

/** What is shown instead of a page: it does not exist, is not for this user, or a login comes first. */
export class Refusal {
  readonly heading: Locator;
  /** The page around the heading, with the reason in words. */
  readonly message: Locator;
  readonly homeLink: Locator;
  /** The login page, where a person without a session ends. */
  readonly login: Locator;

  constructor(page: Page) {
    this.heading = page.getByRole('heading', { name: 'Error', level: 1, exact: true });
    this.message = page.getByRole('main').filter({ has: this.heading });
    this.homeLink = page.getByRole('link', { name: 'Go to homepage' });
    this.login = page.getByRole('heading', { name: 'Log in to Mathesar' });
  }

  /** Waits until the page shows either itself, by a sign of its own, or why it does not. */
  async orReady(sign: Locator): Promise<void> {
    await sign.or(this.heading).or(this.login).first().waitFor();
  }

  /**
   * Waits as {@link orReady}; a page that shows itself is ready when something more has come.
   * @param rest comes only then, and must not be waited for otherwise
   */
  async orReadyWith(sign: Locator, rest: Promise<void>): Promise<void> {
    // Who is refused waits for it in vain.
    rest.catch(() => undefined);
    await this.orReady(sign);
    if (await sign.isVisible()) await rest;
  }
}
