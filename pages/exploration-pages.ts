import type { Locator, Page } from '@playwright/test';
import { BasePage, schemaPath, type SchemaIds } from './base-page';
import { downloaded } from './components/answers';
import { escaped } from './components/relative-locators';
import { Dialog, Select } from './components/overlays';

/** A page for viewing and changing an exploration, saved or not. */
abstract class ExplorerPage extends BasePage {
  readonly saveButton: Locator;
  /** Named "Retry" when the last run was refused. */
  readonly refreshButton: Locator;

  constructor(page: Page) {
    super(page);
    this.saveButton = this.main.getByRole('button', { name: 'Save', exact: true });
    this.refreshButton = this.main.getByRole('button', { name: /^(Refresh|Retry)$/ });
  }

  /** Adds a column, without saving; ends when its values or an error are shown. */
  async addColumn(name: string): Promise<void> {
    await this.main.getByRole('button', { name: new RegExp(`(^|\\s)${escaped(name)}( \\S+)* \\+$`) }).click();
    await this.refreshButton.waitFor();
  }
}

/** Builds an exploration of a table and its neighbours. */
export class DataExplorerPage extends ExplorerPage {
  readonly selectTable: Select;

  constructor(page: Page) {
    super(page);
    this.selectTable = new Select(this.main.getByRole('button', { name: 'Select Table' }));
  }

  static path(ids: SchemaIds): string {
    return `${schemaPath(ids)}data-explorer/`;
  }

  async open(ids: SchemaIds): Promise<void> {
    await this.goto(DataExplorerPage.path(ids), this.selectTable.root);
  }

  /** Chooses the table to explore. */
  async chooseTable(name: string): Promise<void> {
    await this.selectTable.choose(name);
    await this.saveButton.waitFor();
  }

  /** Saves the exploration under a name; ends on its own page. */
  async save(name: string): Promise<void> {
    await this.saveButton.click();
    const dialog = new Dialog(this.page, 'Save Exploration');
    await dialog.fill({ Name: name });
    await dialog.button('Save').click();
    await this.page.waitForURL(/\/explorations\/\d+\//);
  }
}

interface ExplorationIds extends SchemaIds {
  explorationId: number;
}

/** A saved exploration. */
export class ExplorationPage extends ExplorerPage {
  readonly exportLink: Locator;
  readonly deleteButton: Locator;

  constructor(page: Page) {
    super(page);
    this.exportLink = this.main.getByRole('link', { name: 'Export' });
    this.deleteButton = this.main.getByRole('button', { name: 'Delete Exploration' });
  }

  static path({ explorationId, ...ids }: ExplorationIds): string {
    return `${schemaPath(ids)}explorations/${String(explorationId)}/`;
  }

  async open(ids: ExplorationIds): Promise<void> {
    await this.goto(ExplorationPage.path(ids), this.refreshButton);
  }

  /** Saves changes; "Save" is disabled until the next change. */
  async save(): Promise<void> {
    await this.saveButton.click();
    await this.saveButton.and(this.page.locator(':disabled')).waitFor();
  }

  /** Downloads the results of the exploration. */
  async export(): Promise<string> {
    return downloaded(this.page, () => this.exportLink.click());
  }

  /** Deletes the exploration; ends on the page of its schema. */
  async delete(): Promise<void> {
    await this.deleteButton.click();
    await new Dialog(this.page, 'Delete Exploration?').button('Delete Exploration').click();
    await this.page.waitForURL(/\/schemas\/\d+\/$/);
  }
}
