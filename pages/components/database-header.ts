import type { Locator, Page } from '@playwright/test';
import { unnamedButton } from './relative-locators';
import { Component } from './component';
import { Dialog, Menu } from './overlays';
import { PermissionDialog } from './permission-dialog';

/** The header of a database's pages. */
export class DatabaseHeader extends Component {
  readonly permissionsButton: Locator;
  readonly menuButton: Locator;
  readonly settingsTab: Locator;
  readonly menu: DatabaseMenu;
  readonly permissions: PermissionDialog;

  constructor(root: Locator) {
    super(root);
    this.permissionsButton = root.getByRole('button', { name: 'Database Permissions' });
    // The button has no name; it is next to "Database Permissions", outside banner and content.
    const siblings = this.permissionsButton
      .locator('xpath=ancestor::*')
      .filter({ hasNot: this.page.getByRole('banner') })
      .filter({ hasNot: this.page.getByRole('main') })
      .first();
    this.menuButton = unnamedButton(siblings);
    this.settingsTab = root.getByRole('tab', { name: 'Database Settings' });
    this.menu = new DatabaseMenu(this.page);
    this.permissions = new PermissionDialog(this.page);
  }

  async openMenu(): Promise<void> {
    await this.menu.openedBy(() => this.menuButton.click(), this.menu.editItem);
  }

  async openPermissions(): Promise<void> {
    await this.permissionsButton.click();
    await this.permissions.ready();
  }

  async openSettings(): Promise<void> {
    await this.settingsTab.click();
    await this.root.getByRole('button', { name: 'Create Role' }).waitFor();
  }
}

/** The menu of a database, on its card and on its page, and the dialogs that it opens. */
export class DatabaseMenu extends Menu {
  readonly disconnectItem: Locator;
  readonly editItem: Locator;
  readonly reinstallItem: Locator;

  constructor(page: Page) {
    super(page);
    this.disconnectItem = this.item('Disconnect Database');
    this.editItem = this.item('Edit Connection');
    this.reinstallItem = this.item('Reinstall Mathesar Schemas');
  }

  /** Disconnects the database from Mathesar; it stays in PostgreSQL. */
  async disconnect(): Promise<void> {
    await this.disconnectItem.click();
    await new Dialog(this.page, 'Disconnect ').proceed('Disconnect');
  }

  /** Gives the database a nickname in Mathesar. */
  async setNickname(nickname: string): Promise<void> {
    await this.editItem.click();
    const dialog = new Dialog(this.page, /^\s*Edit .* Database Connection/);
    await dialog.root.getByRole('radio', { name: /^Use a custom nickname/ }).check();
    await dialog.fill({ Nickname: nickname });
    await dialog.proceed('Save');
  }

  /** Reinstalls Mathesar's functions in the database. */
  async reinstall(): Promise<void> {
    await this.reinstallItem.click();
    await new Dialog(this.page, 'Reinstall Mathesar Schemas on').proceed('Reinstall');
  }
}
