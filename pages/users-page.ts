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

  userLink(username: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name: username, exact: true });
  }
}
