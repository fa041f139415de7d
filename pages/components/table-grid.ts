import type { Locator } from '@playwright/test';
import { painted } from './answers';
import { Component } from './component';
import { Menu } from './overlays';

/** The rows and columns of a table. Cells have neither role nor name, so they are found by their contents. */
export class TableGrid extends Component {
  readonly newColumnButton: Locator;
  readonly menu: Menu;

  constructor(root: Locator) {
    super(root);
    this.newColumnButton = root.getByRole('button', { name: 'New Column' });
    this.menu = new Menu(this.page);
  }

  /** The name above a column; the first of everything with that name. */
  header(column: string): Locator {
    return this.root.getByText(column, { exact: true }).first();
  }

  /** A record: the outermost element around the link to its page without links to other tables or records. */
  row(key: number): Locator {
    const end = `/${String(key)}`;
    const others = this.page.locator(`h1, a[href*="/tables/"]:not([href$="${end}"]):not([href$="${end}/"])`);
    return this.root
      .locator(`a[href*="/tables/"]`)
      .and(this.root.locator(`a[href$="${end}"], a[href$="${end}/"]`))
      .first()
      .locator('xpath=ancestor::*')
      .filter({ hasNot: others })
      .first();
  }

  /** The number at the beginning of a row. */
  rowHeader(key: number): Locator {
    return this.row(key)
      .getByText(/^\s*\d+\s*$/)
      .first();
  }

  cell(key: number, text: string): Locator {
    return this.row(key).getByText(text, { exact: true }).last();
  }

  /** Opens the choice of the record that a cell refers to, next to the summary of the one that it refers to now. */
  pickRecordButton(key: number, summary: string): Locator {
    const next = this.cell(key, summary).locator('xpath=following::button[1]');
    return next.and(this.root.getByRole('button', { name: 'Pick a record' }));
  }

  /** The field in a row while a cell is being edited; absent when the role may not edit the cell. */
  cellEditor(key: number): Locator {
    return this.row(key).getByRole('textbox');
  }

  /** Tries to edit a cell by a double click. */
  async startEditing(key: number, text: string): Promise<void> {
    await this.cell(key, text).dblclick();
    await painted(this.page);
  }

  async openHeaderMenu(column: string): Promise<void> {
    await this.openMenu(this.header(column));
  }

  async openRowMenu(key: number): Promise<void> {
    await this.openMenu(this.rowHeader(key));
  }

  async openCellMenu(key: number, text: string): Promise<void> {
    await this.openMenu(this.cell(key, text));
  }

  private async openMenu(part: Locator): Promise<void> {
    await this.menu.openedBy(() => part.click({ button: 'right' }));
  }
}
