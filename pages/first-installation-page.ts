import type { Locator, Page } from '@playwright/test';
import { BasePage } from './base-page';

/** The page on which somebody makes the account of the first administrator. */
export class FirstInstallationPage extends BasePage {
  readonly username: Locator;
  readonly password: Locator;
  readonly confirmation: Locator;
  readonly completeButton: Locator;

  constructor(page: Page) {
    super(page);
    this.username = page.getByRole('textbox', { name: 'Username' });
    this.password = page.getByRole('textbox', { name: 'Password', exact: true });
    this.confirmation = page.getByRole('textbox', { name: 'Confirm Password' });
    this.completeButton = page.getByRole('button', { name: 'Complete Installation' });
  }

  static path(): string {
    return '/complete_installation/';
  }

  /**
   * Goes there; ends on the page, or where the install leads instead.
   * @param baseUrl of another install than the one under test
   */
  async open(baseUrl = ''): Promise<void> {
    await this.goto(baseUrl + FirstInstallationPage.path(), this.completeButton.or(this.banner.root));
  }

  /** Makes the account; ends on the home page. */
  async complete(username: string, password: string): Promise<void> {
    await this.username.fill(username);
    await this.password.fill(password);
    await this.confirmation.fill(password);
    await this.completeButton.click();
    await this.banner.root.waitFor();
  }
}
