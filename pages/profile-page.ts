import type { Locator, Page } from '@playwright/test';
import { Banner } from './components/banner';
import { Refusal } from './components/refusal';

/** The user's own account. */
export class ProfilePage {
  readonly banner: Banner;
  readonly refusal: Refusal;
  readonly heading: Locator;
  readonly displayName: Locator;
  readonly adminCheckbox: Locator;
  readonly saveButton: Locator;
  readonly changePasswordButton: Locator;

  constructor(private readonly page: Page) {
    const main = page.getByRole('main');
    this.banner = new Banner(page);
    this.refusal = new Refusal(page);
    this.heading = main.getByRole('heading', { name: 'User Profile' });
    this.displayName = main.getByRole('textbox', { name: 'Display Name' });
    this.adminCheckbox = main.getByRole('checkbox', { name: 'Admin' });
    this.saveButton = main.getByRole('button', { name: 'Save', exact: true });
    this.changePasswordButton = main.getByRole('button', { name: 'Change Password' });
  }

  static path(): string {
    return '/profile/';
  }

  async open(): Promise<void> {
    await this.page.goto(ProfilePage.path());
    await this.refusal.orReady(this.heading);
  }

  async setDisplayName(name: string): Promise<void> {
    await this.displayName.fill(name);
    await this.saveButton.click();
    await this.saveButton.waitFor({ state: 'hidden' });
  }

  /** Changes the own password, which ends every session; ends on the login page. */
  async changePassword(oldPassword: string, newPassword: string): Promise<void> {
    await this.changePasswordButton.click();
    await this.page.getByRole('textbox', { name: /^Old Password/ }).fill(oldPassword);
    await this.page.getByRole('textbox', { name: /^New Password/ }).fill(newPassword);
    await this.page.getByRole('textbox', { name: /^Confirm Password/ }).fill(newPassword);
    await this.saveButton.click();
    await this.page.getByRole('button', { name: 'Log In' }).waitFor();
  }
}
