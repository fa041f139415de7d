import type { Locator, Page } from '@playwright/test';

/** Where a session stays whose password an administrator set, until it is changed. */
export class PasswordChangePage {
  readonly heading: Locator;
  readonly newPassword: Locator;
  readonly confirmation: Locator;
  readonly updateButton: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Update Your Password' });
    this.newPassword = page.getByRole('textbox', { name: 'New Password' });
    this.confirmation = page.getByRole('textbox', { name: /^Confirm/ });
    this.updateButton = page.getByRole('button', { name: 'Update Password' });
  }

  static path(): string {
    return '/auth/password_reset_confirm/';
  }

  /** Sets the password; ends on the login page. */
  async change(password: string): Promise<void> {
    await this.newPassword.fill(password);
    await this.confirmation.fill(password);
    await this.updateButton.click();
    await this.page.getByRole('button', { name: 'Log In' }).waitFor();
  }
}
