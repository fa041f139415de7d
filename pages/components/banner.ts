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
  /** Entries of the open list of schemas; it has no name, so: links to schemas outside the bar and the content. */
  readonly schemaEntries: Locator;

  constructor(root: Locator) {
    super(root);
    this.chooseSchema = root.getByRole('button', { name: 'Choose a Schema' });
    this.feedbackButton = root.getByRole('button', { name: 'Feedback' });
    // The button has no name; the account's menu comes last in the bar.
    this.userMenuButton = root.getByRole('button').last();
    this.userMenu = new UserMenu(this.page);
    this.feedback = new FeedbackBox(this.page);
    this.schemaEntries = this.page.locator(
      'xpath=//a[contains(@href, "/schemas/")][not(ancestor::main or ancestor::header or ancestor::*[@role="banner"])]',
    );
  }

  /** A breadcrumb of this page, e.g. the database. */
  crumb(name: string): Locator {
    return this.root.getByRole('link', { name, exact: true });
  }

  /** Opens the list of the database's schemas; ends when the first is shown. */
  async openSchemas(): Promise<void> {
    await this.chooseSchema.click();
    await this.schemaEntries.first().waitFor();
  }

  async openUserMenu(): Promise<void> {
    await this.userMenu.openedBy(() => this.userMenuButton.click(), this.userMenu.logOutLink);
  }

  async openFeedback(): Promise<void> {
    await this.feedbackButton.click();
    await this.feedback.text.waitFor();
  }
}

/** The account menu. */
class UserMenu extends Menu {
  readonly administrationLink: Locator;
  readonly logOutLink: Locator;

  constructor(page: Page) {
    super(page);
    this.administrationLink = this.link('Administration');
    this.logOutLink = this.link('Log Out');
  }
}

/** The box for messages to Mathesar's developers. */
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

  /** Sends the message; the box closes when it was accepted. */
  async send(): Promise<void> {
    await this.sendButton.click();
    await this.sendButton.waitFor({ state: 'hidden' });
  }
}
