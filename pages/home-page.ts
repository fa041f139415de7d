import type { Locator, Page } from '@playwright/test';
import { BasePage } from './base-page';
import { ownPart, unnamedButton } from './components/relative-locators';
import { ConnectDatabaseDialog } from './components/connect-database-dialog';
import { DatabaseMenu } from './components/database-header';
import { Dialog } from './components/overlays';

/** The list of databases that the user may see. */
export class HomePage extends BasePage {
  readonly heading: Locator;
  readonly connectButton: Locator;
  readonly upgradeAllButton: Locator;
  readonly connectDialog: ConnectDatabaseDialog;
  readonly databaseMenu: DatabaseMenu;

  constructor(page: Page) {
    super(page);
    this.heading = this.main.getByRole('heading', { name: /^Databases/ });
    this.connectButton = this.main.getByRole('button', { name: 'Connect Database' });
    // "All" becomes "Remaining" when some databases are up to date.
    this.upgradeAllButton = this.main.getByRole('button', { name: /^Upgrade (All|Remaining) Databases$/ });
    this.connectDialog = new ConnectDatabaseDialog(page);
    this.databaseMenu = new DatabaseMenu(page);
  }

  static path(): string {
    return '/';
  }

  async open(): Promise<void> {
    await this.goto(HomePage.path(), this.heading);
  }

  openLink(database: string): Locator {
    return this.page.getByRole('link', { name: `Open database ${database}`, exact: true });
  }

  /** The three-dots button on a database's card. */
  menuButton(database: string): Locator {
    return unnamedButton(ownPart(this.openLink(database), `Open database ${database}`));
  }

  /** On the card of a database that needs an upgrade; such a card has no link to open it. */
  upgradeButton(database: string): Locator {
    return this.page
      .getByText(database, { exact: true })
      .locator('xpath=following::button[normalize-space()="Upgrade"][1]')
      .and(this.main.getByRole('button', { name: 'Upgrade', exact: true }));
  }

  async openConnectDialog(): Promise<void> {
    await this.connectButton.click();
    await this.connectDialog.createNewChoice.waitFor();
  }

  async openMenu(database: string): Promise<void> {
    await this.databaseMenu.openedBy(() => this.menuButton(database).click(), this.databaseMenu.editItem);
  }

  /** Upgrades Mathesar's functions in a database, whose card can be opened afterwards. */
  async upgrade(database: string): Promise<void> {
    await this.upgradeButton(database).click();
    await new Dialog(this.page, /^\s*Upgrade .* Database/).proceed('Upgrade Database');
    await this.openLink(database).waitFor();
  }

  /** Upgrades Mathesar's functions in every database that needs it; ends when all cards can be opened. */
  async upgradeAll(database: string): Promise<void> {
    await this.upgradeAllButton.click();
    await new Dialog(this.page, /^\s*Upgrade .*Databases/).confirm();
    await this.openLink(database).waitFor();
  }
}
