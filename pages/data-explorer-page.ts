import type { Locator, Page } from '@playwright/test';
import { Banner } from './components/banner';
import { escaped } from './components/beside';
import { Dialog } from './components/dialog';
import { Refusal } from './components/refusal';
import { Select } from './components/select';

/** Builds an exploration of a table and its neighbours. */
export class DataExplorerPage {
  readonly banner: Banner;
  readonly refusal: Refusal;
  readonly selectTable: Select;
  readonly saveButton: Locator;
  /** Called "Retry" when the last run was refused. */
  readonly refreshButton: Locator;
  private readonly main: Locator;

  constructor(private readonly page: Page) {
    this.main = page.getByRole('main');
    this.banner = new Banner(page);
    this.refusal = new Refusal(page);
    this.selectTable = new Select(this.main.getByRole('button', { name: 'Select Table' }));
    this.saveButton = this.main.getByRole('button', { name: 'Save', exact: true });
    this.refreshButton = this.main.getByRole('button', { name: /^(Refresh|Retry)$/ });
  }

  static path({ databaseId, schemaOid }: { databaseId: number; schemaOid: number }): string {
    return `/db/${String(databaseId)}/schemas/${String(schemaOid)}/data-explorer/`;
  }

  async open(ids: { databaseId: number; schemaOid: number }): Promise<void> {
    await this.page.goto(DataExplorerPage.path(ids));
    await this.refusal.orReady(this.selectTable.button);
  }

  /** Takes a table to explore. */
  async chooseTable(name: string): Promise<void> {
    await this.selectTable.choose(name);
    await this.saveButton.waitFor();
  }

  /** Adds a column of the table; ends when its values, or the reason why there are none, are shown. */
  async addColumn(name: string): Promise<void> {
    await this.main.getByRole('button', { name: new RegExp(`(^|\\s)${escaped(name)}( \\S+)* \\+$`) }).click();
    await this.refreshButton.waitFor();
  }

  /** Saves the exploration under a name; ends on its own page. */
  async save(name: string): Promise<void> {
    await this.saveButton.click();
    const dialog = new Dialog(this.page, 'Save Exploration');
    await dialog.field('Name').fill(name);
    await dialog.button('Save').click();
    await this.page.waitForURL(/\/explorations\/\d+\//);
  }
}
