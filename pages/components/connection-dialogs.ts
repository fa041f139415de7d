import type { Locator, Page } from '@playwright/test';
import { Dialog } from './dialog';
import { Menu } from './menu';

/** The menu of a database, on its card and on its page, and the dialogs it leads to. */
export class DatabaseMenu {
  readonly disconnectItem: Locator;
  readonly editItem: Locator;
  readonly reinstallItem: Locator;
  private readonly disconnectDialog: Dialog;
  private readonly editDialog: Dialog;
  private readonly reinstallDialog: Dialog;

  constructor(page: Page) {
    const menu = new Menu(page);
    this.disconnectItem = menu.item('Disconnect Database');
    this.editItem = menu.item('Edit Connection');
    this.reinstallItem = menu.item('Reinstall Mathesar Schemas');
    this.disconnectDialog = new Dialog(page, 'Disconnect ');
    this.editDialog = new Dialog(page, /^\s*Edit .* Database Connection/);
    this.reinstallDialog = new Dialog(page, 'Reinstall Mathesar Schemas on');
  }

  /** Waits until the menu is there. */
  async ready(): Promise<void> {
    await this.editItem.waitFor();
  }

  /** Takes the database out of Mathesar; it stays in PostgreSQL. */
  async disconnect(): Promise<void> {
    await this.disconnectItem.click();
    await this.disconnectDialog.proceed('Disconnect');
  }

  /** Gives the database a name of its own in Mathesar. */
  async setNickname(nickname: string): Promise<void> {
    await this.editItem.click();
    await this.editDialog.root.getByRole('radio', { name: /^Use a custom nickname/ }).check();
    await this.editDialog.field('Nickname').fill(nickname);
    await this.editDialog.proceed('Save');
  }

  /** Installs Mathesar's own functions in the database again. */
  async reinstall(): Promise<void> {
    await this.reinstallItem.click();
    await this.reinstallDialog.proceed('Reinstall');
  }
}
