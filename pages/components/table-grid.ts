import type { Locator, Page } from '@playwright/test';
import { painted } from './answers';
import { Menu } from './menu';

/** The rows and columns of a table. Cells have neither role nor name: they are found by what they show. */
export class TableGrid {
  readonly newColumnButton: Locator;
  readonly menu: Menu;
  private readonly main: Locator;

  constructor(private readonly page: Page) {
    this.main = page.getByRole('main');
    this.newColumnButton = this.main.getByRole('button', { name: 'New Column' });
    this.menu = new Menu(page);
  }

  /** The name above a column. It comes before everything else that may be called the same. */
  header(column: string): Locator {
    return this.main.getByText(column, { exact: true }).first();
  }

  /** A record: the outermost element around the link to its page that holds no link to another table or record. */
  row(key: number): Locator {
    const end = `/${String(key)}`;
    const others = this.page.locator(`h1, a[href*="/tables/"]:not([href$="${end}"]):not([href$="${end}/"])`);
    return this.main
      .locator(`a[href*="/tables/"]`)
      .and(this.main.locator(`a[href$="${end}"], a[href$="${end}/"]`))
      .first()
      .locator('xpath=ancestor::*')
      .filter({ hasNot: others })
      .first();
  }

  /** The number that a row begins with. */
  rowHeader(key: number): Locator {
    return this.row(key)
      .getByText(/^\s*\d+\s*$/)
      .first();
  }

  cell(key: number, text: string): Locator {
    return this.row(key).getByText(text, { exact: true }).last();
  }

  /** Picks the record that a foreign key points to. */
  pickRecordButton(key: number): Locator {
    return this.row(key).getByRole('button', { name: 'Pick a record' });
  }

  /** The field in a row whose cell is being written in; none when the role may not. */
  cellEditor(key: number): Locator {
    return this.row(key).getByRole('textbox');
  }

  /** Tries to write in a cell, as a double click does. */
  async startEditing(key: number, text: string): Promise<void> {
    await this.cell(key, text).dblclick();
    await painted(this.page);
  }

  async openHeaderMenu(column: string): Promise<void> {
    await this.header(column).click({ button: 'right' });
    await this.menu.root.waitFor();
  }

  async openRowMenu(key: number): Promise<void> {
    await this.rowHeader(key).click({ button: 'right' });
    await this.menu.root.waitFor();
  }

  async openCellMenu(key: number, text: string): Promise<void> {
    await this.cell(key, text).click({ button: 'right' });
    await this.menu.root.waitFor();
  }
}
