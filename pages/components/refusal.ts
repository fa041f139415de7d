import type { Locator } from '@playwright/test';
import { Component } from './component';

/** What is shown instead of a page: it does not exist, is not for this user, or a login comes first. */
export class Refusal extends Component {
  readonly heading: Locator;
  /** The page around the heading, with the reason in words. */
  readonly message: Locator;
  /** The login page, to which a person without a session is sent. */
  readonly login: Locator;

  constructor(root: Locator) {
    super(root);
    this.heading = this.page.getByRole('heading', { name: 'Error', level: 1, exact: true });
    this.message = root.getByRole('main').filter({ has: this.heading });
    this.login = root.getByRole('heading', { name: 'Log in to Mathesar' });
  }

  /**
   * Waits until the page shows either itself, by a sign of its own, or why it does not.
   * @param rest what must have come, too, when the page shows itself; whoever is refused would wait for it in vain
   */
  async orReady(sign: Locator, rest?: Promise<void>): Promise<void> {
    rest?.catch(() => undefined);
    await sign.or(this.heading).or(this.login).first().waitFor();
    if (rest && (await sign.isVisible())) await rest;
  }
}
