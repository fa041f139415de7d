import type { Locator, Page } from '@playwright/test';
import { Banner } from './components/banner';
import { buttonAfter, unnamedButtonAfter } from './components/beside';
import { DatabaseHeader } from './components/database-header';
import { Dialog } from './components/dialog';
import { Menu } from './components/menu';
import { Refusal } from './components/refusal';

/** The PostgreSQL roles of a database's server. */
export class SettingsRolesPage {
  readonly banner: Banner;
  readonly header: DatabaseHeader;
  readonly refusal: Refusal;
  readonly createButton: Locator;
  private readonly content: Locator;

  constructor(private readonly page: Page) {
    this.banner = new Banner(page);
    this.header = new DatabaseHeader(page);
    this.refusal = new Refusal(page);
    this.content = page.getByRole('tabpanel').getByRole('main');
    this.createButton = this.content.getByRole('button', { name: 'Create Role' });
  }

  static path({ databaseId }: { databaseId: number }): string {
    return `/db/${String(databaseId)}/settings/roles/`;
  }

  async open(ids: { databaseId: number }): Promise<void> {
    await this.page.goto(SettingsRolesPage.path(ids));
    await this.refusal.orReady(this.createButton);
  }

  role(name: string): Locator {
    return this.content.getByText(name, { exact: true }).first();
  }

  dropButton(role: string): Locator {
    return buttonAfter(this.role(role), 'Drop Role');
  }

  /** The pencil behind a role's child roles, which has no name. */
  childRolesButton(role: string): Locator {
    return unnamedButtonAfter(this.role(role));
  }

  async createRole(name: string, password: string): Promise<void> {
    await this.createButton.click();
    const dialog = new Dialog(this.page, 'Create Role');
    await dialog.field('Role Name').fill(name);
    await dialog.field('Password').fill(password);
    await dialog.field('Confirm Password').fill(password);
    await dialog.proceed('Create Role');
    await this.role(name).waitFor();
  }

  async dropRole(name: string): Promise<void> {
    await this.dropButton(name).click();
    await new Dialog(this.page, 'Drop role').proceed('Drop Role');
    await this.role(name).waitFor({ state: 'hidden' });
  }

  /** Makes a role a member of another. */
  async addChildRole(parent: string, child: string): Promise<void> {
    await this.childRolesButton(parent).click();
    const dialog = new Dialog(this.page, /^\s*Edit .* child roles/);
    await dialog.button('Add Child Role(s)').click();
    await new Menu(this.page).item(child).click();
    await dialog.proceed('Save');
  }
}
