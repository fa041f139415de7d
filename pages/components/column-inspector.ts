import type { Locator } from '@playwright/test';
import { shown } from './answers';
import { buttonAfter, fieldAfter } from './relative-locators';
import { Component } from './component';
import { Dialog, Select } from './overlays';

/** The inspector's tab for the selected column. */
export class ColumnInspector extends Component {
  readonly nameField: Locator;
  readonly unique: Locator;
  readonly disallowNull: Locator;
  readonly dataType: Locator;
  readonly saveTypeButton: Locator;
  readonly customDefault: Locator;
  readonly extractButton: Locator;
  readonly moveButton: Locator;
  readonly deleteButton: Locator;

  constructor(root: Locator) {
    super(root);
    const button = (name: string) => root.getByRole('button', { name, exact: true });
    // The field has no associated label.
    this.nameField = fieldAfter(root.getByText('Column Name', { exact: true }));
    this.unique = root.getByRole('checkbox', { name: /^Restrict to Unique/ });
    this.disallowNull = root.getByRole('checkbox', { name: /^Disallow NULL Values/ });
    this.dataType = button('Data Type');
    // Each section has its own "Save", after the button that opens the section.
    this.saveTypeButton = buttonAfter(button('Data Type Help'), 'Save');
    this.customDefault = root.getByRole('radio', { name: 'Custom default' });
    this.extractButton = button('Extract Column Into a New Table');
    this.moveButton = button('Move Column To Linked Table');
    this.deleteButton = button('Delete Column');
  }

  async rename(newName: string): Promise<void> {
    await this.nameField.click();
    await this.nameField.fill(newName);
    await buttonAfter(this.nameField, 'Save').click();
    await this.page.getByRole('main').getByText(newName, { exact: true }).first().waitFor();
  }

  /** Makes the column unique. */
  async makeUnique(): Promise<void> {
    await this.tick(this.unique);
  }

  async forbidNull(): Promise<void> {
    await this.tick(this.disallowNull);
  }

  /** Changes the type; takes its name in the list. */
  async changeType(type: string): Promise<void> {
    await new Select(this.dataType).choose(new RegExp(`^${type}`));
    await this.saveBy(this.saveTypeButton);
  }

  /** Sets the default value of new records. */
  async setDefault(value: string): Promise<void> {
    await this.customDefault.check();
    await fieldAfter(this.customDefault).fill(value);
    await this.saveBy(buttonAfter(this.customDefault, 'Save'));
  }

  /** Moves the column to a new table that this one references. */
  async extractInto(newTable: string, linkColumn: string): Promise<void> {
    await this.extractButton.click();
    const dialog = new Dialog(this.page, 'Extract Column Into a New Table');
    await dialog.fill({ 'Name of New Table': newTable, 'Name of Link Column': linkColumn });
    await dialog.proceed('Create Table and Move Columns');
  }

  /** Moves the column to the table that this one references. */
  async moveToLinkedTable(): Promise<void> {
    await this.moveButton.click();
    await new Dialog(this.page, 'Move Column To Linked Table').proceed('Move Columns');
  }

  async delete(): Promise<void> {
    await this.deleteButton.click();
    await new Dialog(this.page, 'Delete Column').proceed('Delete Column');
  }

  /** Saves a section. It may look unchanged, so this waits until the answer is shown. */
  private async saveBy(button: Locator): Promise<void> {
    await Promise.all([shown(this.page, 'columns.patch'), button.click()]);
  }

  /** Clicks a checkbox, which changes only after the install has accepted the change. */
  private async tick(box: Locator): Promise<void> {
    await box.click();
    await box.and(this.page.locator(':checked')).waitFor();
  }
}
