import type { Locator, Page } from '@playwright/test';
import { shown } from './components/answers';
import { Banner } from './components/banner';
import { unnamedButton } from './components/beside';
import { DatabaseHeader } from './components/database-header';
import { Dialog } from './components/dialog';
import { Menu } from './components/menu';
import { Refusal } from './components/refusal';

/** A database and its schemas. */
export class DatabasePage {
  readonly banner: Banner;
  readonly header: DatabaseHeader;
  readonly refusal: Refusal;
  readonly createSchemaButton: Locator;
  /** A link a schema. */
  readonly schemaLinks: Locator;
  readonly renameItem: Locator;
  readonly deleteItem: Locator;
  private readonly menu: Menu;

  constructor(private readonly page: Page) {
    this.banner = new Banner(page);
    this.header = new DatabaseHeader(page);
    this.refusal = new Refusal(page);
    this.createSchemaButton = page.getByRole('button', { name: 'Create Schema' });
    this.schemaLinks = page.getByRole('tabpanel').getByRole('listitem').getByRole('link');
    this.menu = new Menu(page);
    this.renameItem = this.menu.item('Rename Schema');
    this.deleteItem = this.menu.item('Delete Schema');
  }

  static path({ databaseId }: { databaseId: number }): string {
    return `/db/${String(databaseId)}/schemas/`;
  }

  async open(ids: { databaseId: number }): Promise<void> {
    const info = shown(this.page, 'databases.get');
    await this.page.goto(DatabasePage.path(ids));
    // What the role may do with the database is told by this call alone.
    await this.refusal.orReadyWith(this.createSchemaButton, info);
  }

  schemaLink(name: string): Locator {
    return this.page.getByRole('tabpanel').getByRole('link', { name, exact: true });
  }

  /** The button with three dots of a schema. */
  schemaMenuButton(name: string): Locator {
    const link = this.page.getByRole('link', { name, exact: true });
    const item = this.page.getByRole('tabpanel').getByRole('listitem').filter({ has: link });
    return unnamedButton(item);
  }

  async openSchemaMenu(name: string): Promise<void> {
    await this.schemaMenuButton(name).click();
    await this.deleteItem.waitFor();
  }

  async createSchema(name: string): Promise<void> {
    await this.createSchemaButton.click();
    const dialog = new Dialog(this.page, 'Create Schema');
    await dialog.field('Name').fill(name);
    await dialog.proceed('Create New Schema');
    await this.schemaLink(name).waitFor();
  }

  async renameSchema(name: string, newName: string): Promise<void> {
    await this.openSchemaMenu(name);
    await this.renameItem.click();
    const dialog = new Dialog(this.page, 'Rename Schema');
    await dialog.field('Name').fill(newName);
    await dialog.proceed('Save');
    await this.schemaLink(newName).waitFor();
  }

  async deleteSchema(name: string): Promise<void> {
    await this.openSchemaMenu(name);
    await this.deleteItem.click();
    await new Dialog(this.page, 'Delete Schema').proceed('Delete Schema');
    await this.schemaLink(name).waitFor({ state: 'hidden' });
  }
}
