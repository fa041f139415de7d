import type { Locator } from '@playwright/test';
import { csvFile, downloaded } from './answers';
import { buttonAfter, escaped, fieldAfter, unnamedButtonAfter } from './relative-locators';
import { ColumnInspector } from './column-inspector';
import { Component } from './component';
import { Dialog } from './overlays';

/** Matches a constraint or a column by the column name at its end. */
const ofColumn = (column: string) => new RegExp(`${escaped(column)}$`);

/**
 * The panel next to the grid, with tabs for the table and the selected column, record and cell. The browser
 * stores which sections are open; the methods expect the initial state.
 */
export class TableInspector extends Component {
  readonly columnTab: Locator;
  readonly recordTab: Locator;
  readonly column: ColumnInspector;
  readonly nameField: Locator;
  readonly permissionsButton: Locator;
  readonly createRelationshipButton: Locator;
  readonly recordSummaryButton: Locator;
  readonly customizeFields: Locator;
  readonly importButton: Locator;
  readonly exportLink: Locator;
  readonly deleteTableButton: Locator;
  readonly advancedButton: Locator;
  readonly constraintsButton: Locator;
  readonly constraints: Dialog;
  readonly addForeignKeyButton: Locator;
  readonly deleteRecordButton: Locator;

  constructor(root: Locator) {
    super(root);
    const button = (name: string) => root.getByRole('button', { name, exact: true });
    this.columnTab = root.getByRole('tab', { name: 'Column' });
    this.recordTab = root.getByRole('tab', { name: 'Record' });
    this.column = new ColumnInspector(root);
    // The field has no associated label.
    this.nameField = fieldAfter(root.getByText('Name', { exact: true }));
    this.permissionsButton = button('Table Permissions');
    this.createRelationshipButton = button('Create Relationship');
    this.recordSummaryButton = button('Record Summary');
    this.customizeFields = root.getByRole('radio', { name: 'Customize Fields' });
    this.importButton = button('Import');
    this.exportLink = root.getByRole('link', { name: 'Export' });
    this.deleteTableButton = button('Delete Table');
    this.advancedButton = button('Advanced');
    this.constraintsButton = root.getByRole('button', { name: /^Constraints/ });
    this.constraints = new Dialog(this.page, 'Constraints');
    this.addForeignKeyButton = buttonAfter(this.constraints.root.getByText('Foreign Keys'), 'Add');
    this.deleteRecordButton = button('Delete Record');
  }

  /** The unnamed bin button after a constraint. */
  dropConstraintButton(column: string): Locator {
    return unnamedButtonAfter(this.constraints.button(ofColumn(column)));
  }

  async openColumn(): Promise<void> {
    await this.columnTab.click();
    await this.column.deleteButton.waitFor();
  }

  async openRecord(): Promise<void> {
    await this.recordTab.click();
    await this.deleteRecordButton.waitFor();
  }

  async openRecordSummary(): Promise<void> {
    await this.recordSummaryButton.click();
    await this.customizeFields.waitFor();
  }

  async openConstraints(): Promise<void> {
    await this.advancedButton.click();
    await this.constraintsButton.click();
    await this.constraints.root.getByText('Foreign Keys').waitFor();
  }

  async renameTable(newName: string): Promise<void> {
    await this.nameField.click();
    await this.nameField.fill(newName);
    await buttonAfter(this.nameField, 'Save').click();
    await this.page.getByRole('heading', { name: newName, level: 1 }).waitFor();
  }

  /** Adds a column that references a table. */
  async relateTo(table: string): Promise<void> {
    await this.createRelationshipButton.click();
    const dialog = new Dialog(this.page, 'Create Relationship');
    await dialog.select(/^Create Relationship Between/).choose(table);
    await dialog.proceed('Create Relationship');
  }

  /** In the open section: chooses the fields that summarize a record elsewhere. */
  async customizeSummary(): Promise<void> {
    await this.customizeFields.check();
    const save = this.root.getByRole('button', { name: 'Save', exact: true });
    await save.click();
    await save.waitFor({ state: 'hidden' });
  }

  /** Imports the rows of a file into the table. */
  async importRows(csv: string): Promise<void> {
    await this.importButton.click();
    await this.page.locator('input[type="file"]').setInputFiles(csvFile(csv));
    await new Dialog(this.page, 'Import').button(/^Import/).click();
    await this.page.getByText(/^Imported .+ rows?\./).waitFor();
  }

  /** Downloads the table's rows. */
  async export(): Promise<string> {
    return downloaded(this.page, () => this.exportLink.click());
  }

  /** Deletes the table; ends on the page of its schema. */
  async deleteTable(name: string): Promise<void> {
    await this.deleteTableButton.click();
    const dialog = new Dialog(this.page, 'Delete Table?');
    await dialog.root.getByRole('textbox').fill(name);
    await dialog.proceed('Delete Table');
    await this.page.waitForURL(/\/schemas\/\d+\/$/);
  }

  /** In the open dialog: drops the foreign key of a column. */
  async dropConstraint(column: string): Promise<void> {
    await this.dropConstraintButton(column).click();
    await new Dialog(this.page, /^\s*Delete .*Constraint/).button(/^Delete/).click();
    await this.constraints.button(ofColumn(column)).waitFor({ state: 'hidden' });
  }

  /** In the open dialog: makes a column reference a table. */
  async addForeignKey(column: string, table: string): Promise<void> {
    await this.addForeignKeyButton.click();
    await this.constraints.select(/Referencing Column/).choose(ofColumn(column));
    await this.constraints.select(/Target Table/).choose(table);
    const add = this.constraints.button('Add Foreign Key Constraint');
    await add.click();
    await add.waitFor({ state: 'hidden' });
  }

  /** Deletes the selected record. */
  async deleteRecord(): Promise<void> {
    await this.deleteRecordButton.click();
    await new Dialog(this.page, /^\s*Delete .*Record/).confirm();
  }
}
