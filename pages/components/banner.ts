import type { Locator, Page } from '@playwright/test';
import { Component } from './component';
import { Dialog, Menu } from './overlays';

/** The bar on top of every page of a logged-in user. */
export class Banner extends Component {
  readonly chooseSchema: Locator;
  readonly feedbackButton: Locator;
  readonly userMenuButton: Locator;
  readonly userMenu: UserMenu;
  readonly feedback: FeedbackBox;
  /** The entries of the open list of schemas: links to schemas outside the bar and the content, for it has no name. */
  readonly schemaEntries: Locator;

  constructor(root: Locator) {
    super(root);
    this.chooseSchema = root.getByRole('button', { name: 'Choose a Schema' });
    this.feedbackButton = root.getByRole('button', { name: 'Feedback' });
    // Without a name; the account's menu is the last thing of the bar.
    this.userMenuButton = root.getByRole('button').last();
    this.userMenu = new UserMenu(this.page);
    this.feedback = new FeedbackBox(this.page);
    this.schemaEntries = this.page.locator(
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
}

/** The menu of the account. */
class UserMenu extends Menu {
  readonly administrationLink: Locator;
  readonly logOutLink: Locator;

  constructor(page: Page) {
    super(page);
    this.administrationLink = this.link('Administration');
    this.logOutLink = this.link('Log Out');
  }
}

/** The box in which a message to Mathesar's makers is written. */
class FeedbackBox extends Dialog {
  readonly text: Locator;
  readonly sendButton: Locator;

  constructor(page: Page) {
    super(page, /We'd love to hear from you!/);
    this.text = this.root.getByRole('textbox');
    this.sendButton = this.root.getByRole('button', { name: 'Send Feedback' });
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
