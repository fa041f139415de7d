import type { Locator, Page } from '@playwright/test';
import { BasePage } from './base-page';

/** The page to which a user without a session is redirected. */
export class LoginPage extends BasePage {
  readonly username: Locator;
  readonly password: Locator;
  readonly logInButton: Locator;

  constructor(page: Page) {
    super(page);
    this.username = page.getByRole('textbox', { name: 'Username' });
    this.password = page.getByRole('textbox', { name: 'Password' });
    this.logInButton = page.getByRole('button', { name: 'Log In' });
  }

  static path(): string {
    return '/auth/login/';
  }

  async open(): Promise<void> {
    await this.goto(LoginPage.path(), this.logInButton);
  }

  /** Signs out whoever uses the browser, which leads to this page. */
  async signOut(): Promise<void> {
    await this.goto('/auth/logout/', this.logInButton);
  }

  /** Submits the form; ends on the page to which the install redirects, which may be this one. */
  async logIn(username: string, password: string): Promise<void> {
    await this.username.fill(username);
    await this.password.fill(password);
    await this.logInButton.click();
    await this.page.waitForLoadState();
  }
}
