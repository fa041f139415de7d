import type { Locator, Page } from '@playwright/test';
import { unnamedButton } from './beside';
import { DatabaseMenu } from './connection-dialogs';
import { PermissionDialog } from './permission-dialog';

/** What stands above the tabs of a database. */
export class DatabaseHeader {
  readonly permissionsButton: Locator;
  readonly menuButton: Locator;
  readonly schemasTab: Locator;
  readonly settingsTab: Locator;
  readonly menu: DatabaseMenu;
  readonly permissions: PermissionDialog;

  constructor(page: Page) {
    this.permissionsButton = page.getByRole('button', { name: 'Database Permissions' });
    // Without a name; it stands beside "Database Permissions", apart from banner and content.
    const beside = this.permissionsButton
      .locator('xpath=ancestor::*')
      .filter({ hasNot: page.getByRole('banner') })
      .filter({ hasNot: page.getByRole('main') })
      .first();
    this.menuButton = unnamedButton(beside);
    this.schemasTab = page.getByRole('tab', { name: /^Schemas/ });
    this.settingsTab = page.getByRole('tab', { name: 'Database Settings' });
    this.menu = new DatabaseMenu(page);
    this.permissions = new PermissionDialog(page);
  }

  async openMenu(): Promise<void> {
    await this.menuButton.click();
    await this.menu.ready();
  }

  async openPermissions(): Promise<void> {
    await this.permissionsButton.click();
    await this.permissions.ready();
  }

  async openSettings(): Promise<void> {
    await this.settingsTab.click();
    await this.settingsTab.page().getByRole('button', { name: 'Create Role' }).waitFor();
  }
}
