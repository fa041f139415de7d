import type { Locator, Page } from '@playwright/test';

/** Where a person without a session ends. */
export class LoginPage {
  readonly heading: Locator;
  readonly username: Locator;
  readonly password: Locator;
  readonly logInButton: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Log in to Mathesar' });
    this.username = page.getByRole('textbox', { name: 'Username' });
    this.password = page.getByRole('textbox', { name: 'Password' });
    this.logInButton = page.getByRole('button', { name: 'Log In' });
  }

  static path(): string {
    return '/auth/login/';
  }

  async open(): Promise<void> {
    await this.page.goto(LoginPage.path());
    await this.logInButton.waitFor();
  }

  /** Sends the form; ends where the install leads, which may be this page again. */
  async logIn(username: string, password: string): Promise<void> {
    await this.username.fill(username);
    await this.password.fill(password);
    await this.logInButton.click();
    await this.page.waitForLoadState();
  }
}
