import type { Locator, Page } from '@playwright/test';
import { Banner } from './components/banner';
import { escaped } from './components/beside';
import { Dialog } from './components/dialog';
import { Menu } from './components/menu';
import { Refusal } from './components/refusal';

/** One record of a table. */
export class RecordPage {
  readonly banner: Banner;
  readonly refusal: Refusal;
  readonly deleteButton: Locator;
  readonly saveButton: Locator;
  readonly setNullItem: Locator;
  private readonly main: Locator;

  constructor(private readonly page: Page) {
    this.main = page.getByRole('main');
    this.banner = new Banner(page);
    this.refusal = new Refusal(page);
    this.deleteButton = this.main.getByRole('button', { name: 'Delete Record' });
    this.saveButton = this.main.getByRole('button', { name: 'Save', exact: true });
    this.setNullItem = new Menu(page).item('Set to NULL');
  }

  static path(ids: { databaseId: number; schemaOid: number; tableOid: number; key: number }): string {
    const { databaseId, schemaOid, tableOid, key } = ids;
    return `/db/${String(databaseId)}/schemas/${String(schemaOid)}/tables/${String(tableOid)}/${String(key)}`;
  }

  async open(ids: { databaseId: number; schemaOid: number; tableOid: number; key: number }): Promise<void> {
    await this.page.goto(RecordPage.path(ids));
    await this.refusal.orReady(this.deleteButton);
  }

  /** The field of a column; its name is the column's type and name. */
  field(column: string): Locator {
    return this.main.getByRole('textbox', { name: new RegExp(`(^|\\s)${escaped(column)}$`) });
  }

  fieldOptions(column: string): Locator {
    return this.main.getByRole('button', { name: `${column} Field Options`, exact: true });
  }

  /** What the field of a column holds, on the page or in a view of the record over another page. */
  async text(column: string): Promise<string> {
    const name = new RegExp(`(^|\\s)${escaped(column)}$`);
    return this.page.getByRole('textbox', { name }).last().inputValue();
  }

  async openFieldOptions(column: string): Promise<void> {
    await this.fieldOptions(column).click();
    await this.setNullItem.waitFor();
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
