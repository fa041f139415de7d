import type { Locator, Page } from '@playwright/test';
import { Dialog } from './overlays';

/** Connection data of an existing database. */
export interface ExistingDatabase {
  host: string;
  port: string;
  database: string;
  role: string;
  password: string;
}

/** Creates or connects a database, in two steps. */
export class ConnectDatabaseDialog extends Dialog {
  readonly createNewChoice: Locator;
  readonly existingChoice: Locator;
  readonly createButton: Locator;
  private readonly createDialog: Dialog;
  private readonly existingDialog: Dialog;

  constructor(page: Page) {
    super(page, 'How would you like to connect');
    this.createNewChoice = this.root.getByRole('button', { name: /^Create a New Database/ });
    this.existingChoice = this.root.getByRole('button', { name: /^Connect to an Existing Database/ });
    this.createDialog = new Dialog(page, 'Create a New Database');
    this.existingDialog = new Dialog(page, 'Connect to an Existing Database');
    this.createButton = this.createDialog.button('Create Database');
  }

  async chooseCreateNew(): Promise<void> {
    await this.createNewChoice.click();
    await this.createButton.waitFor();
  }

  async typeName(name: string): Promise<void> {
    await this.createDialog.fill({ 'Database Name': name });
  }

  /** Creates the database with the typed name on Mathesar's own server. */
  async create(): Promise<void> {
    await this.createDialog.proceed('Create Database');
  }

  /** Connects an existing database. */
  async connectExisting({ host, port, database, role, password }: ExistingDatabase): Promise<void> {
    await this.existingChoice.click();
    await this.existingDialog.fill({ Host: host, Port: port, 'Database Name': database });
    await this.existingDialog.fill({ 'Role Name': role, Password: password });
    await this.existingDialog.proceed('Connect Database');
  }
}
