import type { Locator, Page } from '@playwright/test';
import { BasePage, schemaPath, type SchemaIds } from './base-page';
import { Dialog } from './components/overlays';
import { PermissionDialog } from './components/permission-dialog';
import { TableGrid } from './components/table-grid';
import { TableInspector } from './components/table-inspector';

interface TableIds extends SchemaIds {
  tableOid: number;
}

/** A table and its records. */
export class TablePage extends BasePage {
  /** Shown instead of the records to a role that may not read the table. */
  readonly withoutPrivilege: Locator;
  readonly grid: TableGrid;
  readonly inspector: TableInspector;
  readonly permissions: PermissionDialog;
  readonly newRecordButton: Locator;
  readonly refreshButton: Locator;
  /** Shown above the records that were added since the last refresh. */
  readonly newRecords: Locator;

  constructor(page: Page) {
    super(page);
    this.withoutPrivilege = this.main.getByText('Your role does not have the privileges to view this table.');
    this.grid = new TableGrid(this.main);
    this.inspector = new TableInspector(this.main.getByRole('navigation'));
    this.permissions = new PermissionDialog(page);
    this.newRecordButton = this.main.getByRole('button', { name: 'New Record' });
    this.newRecords = this.main.getByText('New records will be repositioned on refresh');
    this.refreshButton = this.main.getByRole('button', { name: 'Refresh' });
  }

  static path({ tableOid, ...ids }: TableIds): string {
    return `${schemaPath(ids)}tables/${String(tableOid)}/`;
  }

  async open(ids: TableIds): Promise<void> {
    // Named "Loading" until the records are shown.
    await this.goto(TablePage.path(ids), this.refreshButton.or(this.withoutPrivilege));
  }

  async openPermissions(): Promise<void> {
    await this.inspector.permissionsButton.click();
    await this.permissions.ready();
  }

  /** Shows a column in the inspector. */
  async selectColumn(name: string): Promise<void> {
    await this.grid.header(name).click();
    await this.inspector.openColumn();
  }

  /** Shows a record in the inspector. */
  async selectRecord(key: number): Promise<void> {
    await this.grid.rowHeader(key).click();
    await this.inspector.openRecord();
  }

  /** Adds a text column. */
  async addColumn(name: string): Promise<void> {
    await this.grid.newColumnButton.click();
    await this.page.getByRole('textbox', { name: 'Column Name' }).fill(name);
    await this.page.getByRole('button', { name: 'Add', exact: true }).click();
    await this.grid.header(name).waitFor();
  }

  /** Adds a record with defaults, which is saved at once unless a column needs a value. */
  async addRecord(): Promise<void> {
    await this.newRecordButton.click();
    await this.newRecords.waitFor();
  }

  async deleteColumn(name: string): Promise<void> {
    await this.grid.openHeaderMenu(name);
    await this.grid.menu.choose('Delete Column');
    await new Dialog(this.page, 'Delete Column').proceed('Delete Column');
    await this.grid.header(name).waitFor({ state: 'hidden' });
  }

  async deleteRecord(key: number): Promise<void> {
    await this.grid.openRowMenu(key);
    await this.grid.menu.choose('Delete Record');
    await new Dialog(this.page, /^\s*Delete .*Record/).confirm();
    await this.grid.row(key).waitFor({ state: 'hidden' });
  }

  /** Deletes a record from the inspector. */
  async deleteSelectedRecord(key: number): Promise<void> {
    await this.selectRecord(key);
    await this.inspector.deleteRecord();
    await this.grid.row(key).waitFor({ state: 'hidden' });
  }

  /** Duplicates a record. */
  async duplicateRecord(key: number): Promise<void> {
    await this.grid.openRowMenu(key);
    await this.grid.menu.choose('Duplicate Record');
    await this.newRecords.waitFor();
  }

  async quickView(key: number): Promise<void> {
    await this.grid.openRowMenu(key);
    await this.grid.menu.choose('Quick View Record');
    await this.page.getByText('Record in').waitFor();
  }

  /** Types a text into the cell that is being edited. */
  async typeCell(key: number, newText: string): Promise<void> {
    await this.grid.cellEditor(key).fill(newText);
    await this.grid.cellEditor(key).press('Enter');
    await this.grid.cell(key, newText).waitFor();
  }

  async setNull(key: number, text: string): Promise<void> {
    await this.grid.openCellMenu(key, text);
    await this.grid.menu.choose('Set to NULL');
    await this.grid.cell(key, text).waitFor({ state: 'hidden' });
  }

  /** Copies a cell into another. The browser must allow the page to use the clipboard. */
  async pasteCell(from: { key: number; text: string }, to: { key: number; text: string }): Promise<void> {
    await this.grid.openCellMenu(from.key, from.text);
    await this.grid.menu.choose('Copy');
    await this.grid.openCellMenu(to.key, to.text);
    await this.grid.menu.choose('Paste');
    await new Dialog(this.page, /^\s*Paste/).proceed('Paste');
    await this.grid.cell(to.key, from.text).waitFor();
  }

  /** Points a foreign key from one record to another, both told by their summaries. */
  async pickRecord(key: number, from: string, to: string): Promise<void> {
    await this.grid.pickRecordButton(key, from).click();
    const { root } = new Dialog(this.page, 'Pick a Record from');
    // A record's button comes before its summary.
    const pick = root.getByText(to, { exact: true }).locator('xpath=preceding::button[1]');
    await pick.and(root.getByRole('button', { name: 'Pick' })).click();
    await this.grid.cell(key, to).waitFor();
  }
}
