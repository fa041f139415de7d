import type { Locator, Page } from '@playwright/test';
import { Dialog } from './dialog';

/** How a database is connected that exists. */
export interface ExistingDatabase {
  host: string;
  port: string;
  database: string;
  role: string;
  password: string;
}

/** Makes or connects a database, in two steps. */
export class ConnectDatabaseDialog {
  readonly createNewChoice: Locator;
  readonly existingChoice: Locator;
  readonly createButton: Locator;
  private readonly createDialog: Dialog;
  private readonly existingDialog: Dialog;

  constructor(page: Page) {
    const choice = new Dialog(page, 'How would you like to connect').root;
    this.createNewChoice = choice.getByRole('button', { name: /^Create a New Database/ });
    this.existingChoice = choice.getByRole('button', { name: /^Connect to an Existing Database/ });
    this.createDialog = new Dialog(page, 'Create a New Database');
    this.existingDialog = new Dialog(page, 'Connect to an Existing Database');
    this.createButton = this.createDialog.button('Create Database');
  }

  async chooseCreateNew(): Promise<void> {
    await this.createNewChoice.click();
    await this.createButton.waitFor();
  }

  async typeName(name: string): Promise<void> {
    await this.createDialog.field('Database Name').fill(name);
  }

  /** Makes a database on Mathesar's own server. */
  async createNew(name: string): Promise<void> {
    await this.chooseCreateNew();
    await this.typeName(name);
    await this.create();
  }

  /** Makes the database whose name was typed. */
  async create(): Promise<void> {
    await this.createDialog.proceed('Create Database');
  }

  /** Connects a database that exists. */
  async connectExisting(existing: ExistingDatabase): Promise<void> {
    await this.existingChoice.click();
    await this.existingDialog.field('Host').fill(existing.host);
    await this.existingDialog.field('Port').fill(existing.port);
    await this.existingDialog.field('Database Name').fill(existing.database);
    await this.existingDialog.field('Role Name').fill(existing.role);
    await this.existingDialog.field('Password').fill(existing.password);
    await this.existingDialog.proceed('Connect Database');
  }
}
