import type { Locator, Page } from '@playwright/test';
import { BasePage, schemaPath, type SchemaIds } from './base-page';
import { endingIn } from './components/relative-locators';
import { Dialog, Menu } from './components/overlays';

interface RecordIds extends SchemaIds {
  tableOid: number;
  /** The record's primary key. */
  key: number;
}

/** One record of a table. */
export class RecordPage extends BasePage {
  readonly deleteButton: Locator;
  readonly saveButton: Locator;
  readonly setNullItem: Locator;
  private readonly menu: Menu;

  constructor(page: Page) {
    super(page);
    this.deleteButton = this.main.getByRole('button', { name: 'Delete Record' });
    this.saveButton = this.main.getByRole('button', { name: 'Save', exact: true });
    this.menu = new Menu(page);
    this.setNullItem = this.menu.item('Set to NULL');
  }

  static path({ tableOid, key, ...ids }: RecordIds): string {
    return `${schemaPath(ids)}tables/${String(tableOid)}/${String(key)}`;
  }

  async open(ids: RecordIds): Promise<void> {
    await this.goto(RecordPage.path(ids), this.deleteButton);
  }

  /** The field of a column; its name is the column's type and name. */
  field(column: string): Locator {
    return this.main.getByRole('textbox', { name: endingIn(column) });
  }

  /** The field of a column, on this page or in a view of the record over another page. */
  shownField(column: string): Locator {
    return this.page.getByRole('textbox', { name: endingIn(column) }).last();
  }

  fieldOptions(column: string): Locator {
    return this.main.getByRole('button', { name: `${column} Field Options`, exact: true });
  }

  async openFieldOptions(column: string): Promise<void> {
    await this.menu.openedBy(() => this.fieldOptions(column).click(), this.setNullItem);
  }

  async edit(column: string, text: string): Promise<void> {
    await this.field(column).fill(text);
    await this.save();
  }

  async setNull(column: string): Promise<void> {
    await this.openFieldOptions(column);
    await this.setNullItem.click();
    await this.save();
  }

  /** Deletes the record; ends on the page of its table. */
  async delete(): Promise<void> {
    await this.deleteButton.click();
    await new Dialog(this.page, 'Delete Record?').proceed('Delete Record');
    await this.page.waitForURL(/\/tables\/\d+\/$/);
  }

  private async save(): Promise<void> {
    await this.saveButton.click();
    await this.saveButton.waitFor({ state: 'hidden' });
  }
}
