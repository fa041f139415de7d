import type { Locator, Page } from '@playwright/test';
import { Dialog } from './dialog';
import { Menu } from './menu';

/** The bar on top of every page of a logged-in user. */
export class Banner {
  readonly root: Locator;
  readonly chooseDatabase: Locator;
  readonly chooseSchema: Locator;
  readonly chooseTable: Locator;
  readonly feedbackButton: Locator;
  readonly userMenuButton: Locator;
  readonly userMenu: UserMenu;
  readonly feedback: FeedbackBox;
  /** The entries of the open list of schemas: links to schemas outside the bar and the content, for it has no name. */
  readonly schemaEntries: Locator;

  constructor(page: Page) {
    this.root = page.getByRole('banner');
    this.chooseDatabase = this.root.getByRole('button', { name: 'Choose a Database' });
    this.chooseSchema = this.root.getByRole('button', { name: 'Choose a Schema' });
    this.chooseTable = this.root.getByRole('button', { name: 'Choose a Table or Exploration' });
    this.feedbackButton = this.root.getByRole('button', { name: 'Feedback' });
    // Without a name; the account's menu is the last thing of the bar.
    this.userMenuButton = this.root.getByRole('button').last();
    this.userMenu = new UserMenu(page);
    this.feedback = new FeedbackBox(page);
    this.schemaEntries = page.locator(
      'xpath=//a[contains(@href, "/schemas/")][not(ancestor::main or ancestor::header or ancestor::*[@role="banner"])]',
    );
  }

  /** A part of the way to this page, e.g. the database. */
  crumb(name: string): Locator {
    return this.root.getByRole('link', { name, exact: true });
  }

  /** Opens the list of the database's schemas; ends with the first of them. */
  async openSchemas(): Promise<void> {
    await this.chooseSchema.click();
    await this.schemaEntries.first().waitFor();
  }

  async openUserMenu(): Promise<void> {
    await this.userMenuButton.click();
    await this.userMenu.logOutLink.waitFor();
  }

  async openFeedback(): Promise<void> {
    await this.feedbackButton.click();
    await this.feedback.text.waitFor();
  }

  async logOut(): Promise<void> {
    await this.openUserMenu();
    await this.userMenu.logOutLink.click();
    await this.root.page().getByRole('button', { name: 'Log In' }).waitFor();
  }
}

/** The menu of the account. */
export class UserMenu {
  readonly administrationLink: Locator;
  readonly logOutLink: Locator;

  constructor(page: Page) {
    const menu = new Menu(page);
    this.administrationLink = menu.link('Administration');
    this.logOutLink = menu.link('Log Out');
  }

  /** The link to the account's own page, named like the account. */
  profileLink(name: string): Locator {
    return this.logOutLink.page().getByRole('menu').last().getByRole('link', { name, exact: true });
  }
}

/** The box in which a message to Mathesar's makers is written. */
export class FeedbackBox {
  readonly text: Locator;
  readonly sendButton: Locator;

  constructor(page: Page) {
    const { root } = new Dialog(page, /We'd love to hear from you!/);
    this.text = root.getByRole('textbox');
    this.sendButton = root.getByRole('button', { name: 'Send Feedback' });
  }

  async write(text: string): Promise<void> {
    await this.text.fill(text);
  }

  /** Sends what was written; the box closes when it was taken. */
  async send(): Promise<void> {
    await this.sendButton.click();
    await this.sendButton.waitFor({ state: 'hidden' });
  }
}
