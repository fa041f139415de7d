import type { Locator, Page } from '@playwright/test';
import { Banner } from './components/banner';
import { Refusal } from './components/refusal';

/** The accounts of the install. */
export class UsersPage {
  readonly banner: Banner;
  readonly refusal: Refusal;
  readonly addLink: Locator;

  constructor(private readonly page: Page) {
    this.banner = new Banner(page);
    this.refusal = new Refusal(page);
    this.addLink = page.getByRole('link', { name: 'Add User' });
  }

  static path(): string {
    return '/administration/users/';
  }

  async open(): Promise<void> {
    await this.page.goto(UsersPage.path());
    await this.refusal.orReady(this.addLink);
  }

  /** Goes on to the page of a new account. */
  async startAdding(): Promise<void> {
    await this.addLink.click();
    await this.page.waitForURL(/\/users\/new\//);
  }

  /** Opens an account. @returns its user name as the page shows it */
  async see(username: string): Promise<string> {
    await this.userLink(username).click();
    await this.page.waitForURL(/\/users\/\d+\//);
    return this.page.getByRole('textbox', { name: /^Username/ }).inputValue();
  }

  userLink(username: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name: username, exact: true });
  }
}
