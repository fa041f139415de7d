import type { Locator, Page } from '@playwright/test';
import { BasePage, type DatabaseIds } from './base-page';
import { shown } from './components/answers';
import { unnamedButton } from './components/relative-locators';
import { DatabaseHeader } from './components/database-header';
import { Dialog, Menu } from './components/overlays';

/** A database and its schemas. */
export class DatabasePage extends BasePage {
  readonly header: DatabaseHeader;
  readonly createSchemaButton: Locator;
  /** The links to the schemas. */
  readonly schemaLinks: Locator;
  readonly renameItem: Locator;
  readonly deleteItem: Locator;
  private readonly menu: Menu;
  private readonly tabPanel: Locator;

  constructor(page: Page) {
    super(page);
    this.header = new DatabaseHeader(page.locator('body'));
    this.tabPanel = page.getByRole('tabpanel');
    this.createSchemaButton = page.getByRole('button', { name: 'Create Schema' });
    this.schemaLinks = this.tabPanel.getByRole('listitem').getByRole('link');
    this.menu = new Menu(page);
    this.renameItem = this.menu.item('Rename Schema');
    this.deleteItem = this.menu.item('Delete Schema');
  }

  static path({ databaseId }: DatabaseIds): string {
    return `/db/${String(databaseId)}/schemas/`;
  }

  async open(ids: DatabaseIds): Promise<void> {
    // Only this call tells what the role may do with the database.
    await this.goto(DatabasePage.path(ids), this.createSchemaButton, shown(this.page, 'databases.get'));
  }

  schemaLink(name: string): Locator {
    return this.tabPanel.getByRole('link', { name, exact: true });
  }

  /** A schema's button with three dots. */
  schemaMenuButton(name: string): Locator {
    const link = this.page.getByRole('link', { name, exact: true });
    return unnamedButton(this.tabPanel.getByRole('listitem').filter({ has: link }));
  }

  async openSchemaMenu(name: string): Promise<void> {
    await this.menu.openedBy(() => this.schemaMenuButton(name).click(), this.deleteItem);
  }

  async createSchema(name: string): Promise<void> {
    await this.createSchemaButton.click();
    const dialog = new Dialog(this.page, 'Create Schema');
    await dialog.fill({ Name: name });
    await dialog.proceed('Create New Schema');
    await this.schemaLink(name).waitFor();
  }

  async renameSchema(name: string, newName: string): Promise<void> {
    await this.openSchemaMenu(name);
    await this.renameItem.click();
    const dialog = new Dialog(this.page, 'Rename Schema');
    await dialog.fill({ Name: newName });
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
