import type { Locator, Page } from '@playwright/test';
import { BasePage, schemaPath, type SchemaIds } from './base-page';
import { shown } from './components/answers';
import { ownPart, unnamedButton } from './components/relative-locators';
import { Dialog, Menu } from './components/overlays';
import { PermissionDialog } from './components/permission-dialog';

/** A schema: its tables, explorations and forms, which are its entries. */
export class SchemaPage extends BasePage {
  readonly renameButton: Locator;
  readonly permissionsButton: Locator;
  readonly newTableButton: Locator;
  readonly newExplorationLink: Locator;
  readonly newFormButton: Locator;
  readonly menu: Menu;
  readonly permissions: PermissionDialog;

  constructor(page: Page) {
    super(page);
    this.renameButton = page.getByRole('button', { name: 'Rename Schema' });
    this.permissionsButton = page.getByRole('button', { name: 'Schema Permissions' });
    this.newTableButton = this.main.getByRole('button', { name: 'New Table' });
    this.newExplorationLink = this.main.getByRole('link', { name: 'New Exploration' });
    this.newFormButton = this.main.getByRole('button', { name: 'New Form' });
    this.menu = new Menu(page);
    this.permissions = new PermissionDialog(page);
  }

  static path(ids: SchemaIds): string {
    return schemaPath(ids);
  }

  async open(ids: SchemaIds): Promise<void> {
    // The forms appear after everything else.
    await this.goto(SchemaPage.path(ids), this.renameButton, shown(this.page, 'forms.list'));
  }

  /** The link to a table, an exploration or a form. */
  entry(name: string): Locator {
    return this.main.getByRole('link', { name, exact: true });
  }

  /** An entry's three-dots button. */
  menuButton(name: string): Locator {
    return unnamedButton(ownPart(this.entry(name), name));
  }

  findRecordButton(table: string): Locator {
    return ownPart(this.entry(table), table).getByRole('button', { name: 'Find a Record' });
  }

  /** Opens the menu of an entry. */
  async openMenu(name: string): Promise<void> {
    await this.menu.openedBy(() => this.menuButton(name).click());
  }

  async openPermissions(): Promise<void> {
    await this.permissionsButton.click();
    await this.permissions.ready();
  }

  async openTablePermissions(table: string): Promise<void> {
    await this.openMenu(table);
    await this.menu.choose('Table Permissions');
    await this.permissions.ready();
  }

  async rename(newName: string): Promise<void> {
    await this.renameButton.click();
    const dialog = new Dialog(this.page, 'Rename Schema');
    await dialog.fill({ Name: newName });
    await dialog.proceed('Save');
    await this.banner.crumb(newName).waitFor();
  }

  /** Makes an empty table. */
  async createTable(name: string): Promise<void> {
    await this.newTableButton.click();
    await this.menu.choose('From Scratch');
    const dialog = new Dialog(this.page, 'Create New Table');
    await dialog.fill({ Name: name });
    await dialog.proceed('Proceed');
    await this.entry(name).waitFor();
  }

  async deleteTable(name: string): Promise<void> {
    await this.openMenu(name);
    await this.menu.choose('Delete Table');
    const dialog = new Dialog(this.page, 'Delete Table?');
    await dialog.root.getByRole('textbox').fill(name);
    await dialog.proceed('Delete Table');
    await this.entry(name).waitFor({ state: 'hidden' });
  }

  /** Searches a table and opens the first record whose summary is the text; ends on its page. */
  async findRecord(table: string, text: string): Promise<void> {
    await this.findRecordButton(table).click();
    const { root } = new Dialog(this.page, 'Open a Record from');
    const records = root.getByRole('link', { name: new RegExp(`^Open .*${text}`) });
    await records.first().click();
    await this.page.waitForURL(/\/tables\/\d+\/[^/]+/);
  }

  /** Opens the data explorer, with a table chosen. */
  async exploreTable(table: string): Promise<void> {
    await this.openMenu(table);
    await this.menu.link('Explore Table').click();
    await this.page.waitForURL(/\/data-explorer\//);
  }

  /** Opens the data explorer. */
  async startExploration(): Promise<void> {
    await this.newExplorationLink.click();
    await this.page.waitForURL(/\/data-explorer\//);
  }

  /** Makes a copy, which Mathesar names. */
  async duplicateExploration(name: string): Promise<void> {
    await this.openMenu(name);
    await this.menu.choose('Duplicate Exploration');
    await this.entry(`Duplicate of ${name}`).waitFor();
  }

  /** Makes a form for a table. */
  async createForm(table: string, name: string): Promise<void> {
    await this.newFormButton.click();
    const dialog = new Dialog(this.page, 'Create New Form');
    await dialog.select(/Base Table/).choose(table);
    await dialog.fill({ Name: name });
    await dialog.proceed('Save');
    await this.entry(name).waitFor();
  }

  async renameEntry(kind: 'Table' | 'Exploration' | 'Form', name: string, newName: string): Promise<void> {
    await this.openMenu(name);
    await this.menu.choose(`Rename ${kind}`);
    const dialog = new Dialog(this.page, /^\s*(Rename|Duplicate|Save|Edit)/);
    await dialog.fill({ Name: newName });
    await dialog.proceed('Save');
    await this.entry(newName).waitFor();
  }

  async deleteEntry(kind: 'Exploration' | 'Form', name: string): Promise<void> {
    await this.openMenu(name);
    await this.menu.choose(`Delete ${kind}`);
    await new Dialog(this.page, 'Delete').proceed(`Delete ${kind}`);
    await this.entry(name).waitFor({ state: 'hidden' });
  }
}
