import type { Locator, Page } from '@playwright/test';
import { shown } from './components/answers';
import { Banner } from './components/banner';
import { ownPart, unnamedButton } from './components/beside';
import { Dialog } from './components/dialog';
import { Menu } from './components/menu';
import { PermissionDialog } from './components/permission-dialog';
import { Refusal } from './components/refusal';
import { Select } from './components/select';

/** A schema: its tables, explorations and forms. */
export class SchemaPage {
  readonly banner: Banner;
  readonly refusal: Refusal;
  readonly renameButton: Locator;
  readonly permissionsButton: Locator;
  readonly newTableButton: Locator;
  readonly newExplorationLink: Locator;
  readonly newFormButton: Locator;
  readonly menu: Menu;
  readonly permissions: PermissionDialog;
  private readonly main: Locator;

  constructor(private readonly page: Page) {
    this.banner = new Banner(page);
    this.refusal = new Refusal(page);
    this.main = page.getByRole('main');
    this.renameButton = page.getByRole('button', { name: 'Rename Schema' });
    this.permissionsButton = page.getByRole('button', { name: 'Schema Permissions' });
    this.newTableButton = this.main.getByRole('button', { name: 'New Table' });
    this.newExplorationLink = this.main.getByRole('link', { name: 'New Exploration' });
    this.newFormButton = this.main.getByRole('button', { name: 'New Form' });
    this.menu = new Menu(page);
    this.permissions = new PermissionDialog(page);
  }

  static path({ databaseId, schemaOid }: { databaseId: number; schemaOid: number }): string {
    return `/db/${String(databaseId)}/schemas/${String(schemaOid)}/`;
  }

  async open(ids: { databaseId: number; schemaOid: number }): Promise<void> {
    const forms = shown(this.page, 'forms.list');
    await this.page.goto(SchemaPage.path(ids));
    // The forms come later than the rest.
    await this.refusal.orReadyWith(this.permissionsButton, forms);
  }

  /** The link to a table, an exploration or a form. */
  entry(name: string): Locator {
    return this.main.getByRole('link', { name, exact: true });
  }

  /** The button with three dots of a table, an exploration or a form. */
  menuButton(name: string): Locator {
    return unnamedButton(ownPart(this.entry(name), name));
  }

  findRecordButton(table: string): Locator {
    return ownPart(this.entry(table), table).getByRole('button', { name: 'Find a Record' });
  }

  /** Opens the menu of a table, an exploration or a form. */
  async openMenu(name: string): Promise<void> {
    await this.menuButton(name).click();
    await this.menu.root.waitFor();
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
    await dialog.field('Name').fill(newName);
    await dialog.proceed('Save');
    await this.banner.crumb(newName).waitFor();
  }

  /** Makes an empty table. */
  async createTable(name: string): Promise<void> {
    await this.newTableButton.click();
    await this.menu.choose('From Scratch');
    const dialog = new Dialog(this.page, 'Create New Table');
    await dialog.field('Name').fill(name);
    await dialog.proceed('Proceed');
    await this.entry(name).waitFor();
  }

  async renameTable(name: string, newName: string): Promise<void> {
    await this.openMenu(name);
    await this.menu.choose('Rename Table');
    await this.rewrite(newName);
  }

  async deleteTable(name: string): Promise<void> {
    await this.openMenu(name);
    await this.menu.choose('Delete Table');
    const dialog = new Dialog(this.page, 'Delete Table?');
    await dialog.root.getByRole('textbox').fill(name);
    await dialog.proceed('Delete Table');
    await this.entry(name).waitFor({ state: 'hidden' });
  }

  /** Looks for a record of a table and opens the first that is told by a text; ends on its page. */
  async findRecord(table: string, text: string): Promise<void> {
    await this.findRecordButton(table).click();
    const dialog = new Dialog(this.page, 'Open a Record from');
    await dialog.root
      .getByRole('link', { name: new RegExp(`^Open .*${text}`) })
      .first()
      .click();
    await this.page.waitForURL(/\/tables\/\d+\/[^/]+/);
  }

  async renameExploration(name: string, newName: string): Promise<void> {
    await this.openMenu(name);
    await this.menu.choose('Rename Exploration');
    await this.rewrite(newName);
  }

  /** Goes on to the data explorer, with a table chosen. */
  async exploreTable(table: string): Promise<void> {
    await this.openMenu(table);
    await this.menu.link('Explore Table').click();
    await this.page.waitForURL(/\/data-explorer\//);
  }

  /** Goes on to the data explorer. */
  async startExploration(): Promise<void> {
    await this.newExplorationLink.click();
    await this.page.waitForURL(/\/data-explorer\//);
  }

  /** Makes a copy with a name of Mathesar's choice. */
  async duplicateExploration(name: string): Promise<void> {
    await this.openMenu(name);
    await this.menu.choose('Duplicate Exploration');
    await this.entry(`Duplicate of ${name}`).waitFor();
  }

  async deleteExploration(name: string): Promise<void> {
    await this.openMenu(name);
    await this.menu.choose('Delete Exploration');
    await new Dialog(this.page, 'Delete').proceed('Delete Exploration');
    await this.entry(name).waitFor({ state: 'hidden' });
  }

  /** Makes a form for a table. */
  async createForm(table: string, name: string): Promise<void> {
    await this.newFormButton.click();
    const dialog = new Dialog(this.page, 'Create New Form');
    await new Select(dialog.root.getByRole('button', { name: 'Base Table' })).choose(table);
    await dialog.field('Name').fill(name);
    await dialog.proceed('Save');
    await this.entry(name).waitFor();
  }

  async renameForm(name: string, newName: string): Promise<void> {
    await this.openMenu(name);
    await this.menu.choose('Rename Form');
    await this.rewrite(newName);
  }

  async deleteForm(name: string): Promise<void> {
    await this.openMenu(name);
    await this.menu.choose('Delete Form');
    await new Dialog(this.page, 'Delete').proceed('Delete Form');
    await this.entry(name).waitFor({ state: 'hidden' });
  }

  /** Fills the dialog that asks for a name. */
  private async rewrite(newName: string): Promise<void> {
    const dialog = new Dialog(this.page, /^\s*(Rename|Duplicate|Save|Edit)/);
    await dialog.field('Name').fill(newName);
    await dialog.proceed('Save');
    await this.entry(newName).waitFor();
  }
}
