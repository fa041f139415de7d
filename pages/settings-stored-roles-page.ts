import type { Locator, Page } from '@playwright/test';
import { Banner } from './components/banner';
import { buttonAfter, unnamedButtonAfter } from './components/beside';
import { DatabaseHeader } from './components/database-header';
import { Dialog } from './components/dialog';
import { Refusal } from './components/refusal';

/** The PostgreSQL roles whose passwords Mathesar keeps. */
export class SettingsStoredRolesPage {
  readonly banner: Banner;
  readonly header: DatabaseHeader;
  readonly refusal: Refusal;
  private readonly content: Locator;
  private readonly table: Locator;

  constructor(private readonly page: Page) {
    this.banner = new Banner(page);
    this.header = new DatabaseHeader(page);
    this.refusal = new Refusal(page);
    this.content = page.getByRole('tabpanel').getByRole('main');
    this.table = this.content.getByRole('button', { name: 'Remove Stored Role' }).first();
  }

  static path({ databaseId }: { databaseId: number }): string {
    return `/db/${String(databaseId)}/settings/role-configuration/`;
  }

  async open(ids: { databaseId: number }): Promise<void> {
    await this.page.goto(SettingsStoredRolesPage.path(ids));
    await this.refusal.orReady(this.table);
  }

  role(name: string): Locator {
    return this.content.getByText(name, { exact: true }).first();
  }

  /** Of a role that is stored. */
  removeButton(role: string): Locator {
    return buttonAfter(this.role(role), 'Remove Stored Role');
  }

  /** The pencil of a role, which has no name: stores its password. */
  passwordButton(role: string): Locator {
    return unnamedButtonAfter(this.role(role));
  }

  /** Keeps the password of a role. */
  async storePassword(role: string, password: string): Promise<void> {
    await this.passwordButton(role).click();
    const dialog = new Dialog(this.page, /stored role|Configure/i);
    await dialog.field('Password').fill(password);
    await dialog.proceed('Save Role');
  }

  async remove(role: string): Promise<void> {
    await this.removeButton(role).click();
    await new Dialog(this.page, 'Remove Stored Role').proceed('Remove Stored Role');
  }
}
