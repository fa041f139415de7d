import type { Locator } from '@playwright/test';
import { Component } from './component';

/** Shown instead of a page that does not exist, is not for this user, or requires a login. */
export class Refusal extends Component {
  readonly heading: Locator;
  /** The page around the heading, with the reason. */
  readonly message: Locator;
  /** The login page, to which a user without a session is redirected. */
  readonly login: Locator;

  constructor(root: Locator) {
    super(root);
    this.heading = this.page.getByRole('heading', { name: 'Error', level: 1, exact: true });
    this.message = root.getByRole('main').filter({ has: this.heading });
    this.login = this.page.getByRole('heading', { name: 'Log in to Mathesar' });
  }

  /**
   * Waits until either the page, recognized by its sign, or a refusal is shown.
   * @param rest must also be done when the page is shown; on a refusal it would never be
   */
  async orReady(sign: Locator, rest?: Promise<void>): Promise<void> {
    await sign.or(this.heading).or(this.login).first().waitFor();
    if (rest && (await sign.isVisible())) await rest;
  }
}
