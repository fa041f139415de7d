import type { Locator, Page } from '@playwright/test';
import { BasePage } from './base-page';

/** The user's own account. */
export class ProfilePage extends BasePage {
  readonly heading: Locator;
  readonly displayName: Locator;
  readonly adminCheckbox: Locator;
  readonly saveButton: Locator;
  readonly changePasswordButton: Locator;

  constructor(page: Page) {
    super(page);
    this.heading = this.main.getByRole('heading', { name: 'User Profile' });
    this.displayName = this.main.getByRole('textbox', { name: 'Display Name' });
    this.adminCheckbox = this.main.getByRole('checkbox', { name: 'Admin' });
    this.saveButton = this.main.getByRole('button', { name: 'Save', exact: true });
    this.changePasswordButton = this.main.getByRole('button', { name: 'Change Password' });
  }

  static path(): string {
    return '/profile/';
  }

  async open(): Promise<void> {
    await this.goto(ProfilePage.path(), this.heading);
  }

  async setDisplayName(name: string): Promise<void> {
    await this.displayName.fill(name);
    await this.saveButton.click();
    await this.saveButton.waitFor({ state: 'hidden' });
  }

  /** Changes the user's own password, which ends every session; ends on the login page. */
  async changePassword(oldPassword: string, newPassword: string): Promise<void> {
    await this.changePasswordButton.click();
    await this.page.getByRole('textbox', { name: /^Old Password/ }).fill(oldPassword);
    await this.page.getByRole('textbox', { name: /^New Password/ }).fill(newPassword);
    await this.page.getByRole('textbox', { name: /^Confirm Password/ }).fill(newPassword);
    await this.saveButton.click();
    await this.page.getByRole('button', { name: 'Log In' }).waitFor();
  }
}
