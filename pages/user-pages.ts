import type { Locator, Page } from '@playwright/test';
import { BasePage } from './base-page';
import { Dialog } from './components/overlays';

/** The accounts of the install. */
export class UsersPage extends BasePage {
  readonly addLink: Locator;

  constructor(page: Page) {
    super(page);
    this.addLink = page.getByRole('link', { name: 'Add User' });
  }

  static path(): string {
    return '/administration/users/';
  }

  /** @param baseUrl of another install than the one under test */
  async open(baseUrl = ''): Promise<void> {
    await this.goto(baseUrl + UsersPage.path(), this.addLink);
  }

  userLink(username: string): Locator {
    return this.main.getByRole('link', { name: username, exact: true });
  }

  /** Opens the page for a new account. */
  async startAdding(): Promise<void> {
    await this.addLink.click();
    await this.page.waitForURL(/\/users\/new\//);
  }

  /** Opens the page of an account. */
  async openUser(username: string): Promise<void> {
    await this.userLink(username).click();
    await this.page.waitForURL(/\/users\/\d+\//);
  }
}

/** An account, as an administrator adds or changes it. */
export class UserPage extends BasePage {
  readonly heading: Locator;
  readonly notFound: Locator;
  readonly username: Locator;
  readonly password: Locator;
  readonly adminCheckbox: Locator;
  readonly saveButton: Locator;
  readonly changePasswordButton: Locator;
  readonly deleteButton: Locator;

  constructor(page: Page) {
    super(page);
    this.heading = page.getByRole('heading', { name: /^(New User|Edit User)/ });
    this.notFound = page.getByText('User not found');
    this.username = page.getByRole('textbox', { name: /^Username/ });
    this.password = page.getByRole('textbox', { name: /^Password/ });
    this.adminCheckbox = page.getByRole('checkbox', { name: 'Admin' });
    this.saveButton = page.getByRole('button', { name: 'Save', exact: true });
    this.changePasswordButton = page.getByRole('button', { name: 'Change Password' });
    this.deleteButton = this.main.getByRole('button', { name: 'Delete User' });
  }

  static path({ userId }: { userId: number }): string {
    return `/administration/users/${String(userId)}/`;
  }

  static newPath(): string {
    return '/administration/users/new/';
  }

  async open(ids: { userId: number }): Promise<void> {
    await this.goto(UserPage.path(ids), this.heading.or(this.notFound));
  }

  async openNew(): Promise<void> {
    await this.goto(UserPage.newPath(), this.heading);
  }

  /** Fills in the required fields of a new account, without saving. */
  async fill(username: string, password: string): Promise<void> {
    await this.username.fill(username);
    await this.password.fill(password);
  }

  /** Adds the account; ends on its page. */
  async add(username: string, password: string): Promise<void> {
    await this.fill(username, password);
    await this.saveButton.click();
    await this.page.waitForURL(/\/administration\/users\/\d+\//);
  }

  async makeAdmin(): Promise<void> {
    await this.adminCheckbox.check();
    await this.saveButton.click();
    await this.saveButton.waitFor({ state: 'hidden' });
  }

  /** Sets a password that the user must change at the next login. */
  async setPassword(password: string): Promise<void> {
    await this.changePasswordButton.click();
    await this.page.getByRole('textbox', { name: /^New Password/ }).fill(password);
    await this.page.getByRole('textbox', { name: /^Confirm Password/ }).fill(password);
    await this.saveButton.click();
    await this.changePasswordButton.waitFor();
  }

  /** Deletes the account; ends on the list of users. */
  async delete(): Promise<void> {
    await this.deleteButton.click();
    await new Dialog(this.page, 'Delete User').button('Delete User').click();
    await this.page.waitForURL(/\/administration\/users\/$/);
  }
}
