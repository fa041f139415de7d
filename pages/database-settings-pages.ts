import type { Locator, Page } from '@playwright/test';
import { BasePage, type DatabaseIds } from './base-page';
import { buttonAfter, unnamedButtonAfter } from './components/relative-locators';
import { Dialog, Menu } from './components/overlays';

/** A page of a database's settings: a table with one row per user or role. */
abstract class SettingsPage extends BasePage {
  readonly content: Locator;

  constructor(page: Page) {
    super(page);
    this.content = page.getByRole('tabpanel').getByRole('main');
  }

  /** The name at the beginning of a row: a role, or a user's display name or else user name. */
  row(name: string): Locator {
    return this.content.getByText(name, { exact: true }).first();
  }

  /** The unnamed pencil button in a row. */
  protected pencil(name: string): Locator {
    return unnamedButtonAfter(this.row(name));
  }
}

/** The PostgreSQL roles of a database's server. */
export class SettingsRolesPage extends SettingsPage {
  readonly createButton: Locator;

  constructor(page: Page) {
    super(page);
    this.createButton = this.content.getByRole('button', { name: 'Create Role' });
  }

  static path({ databaseId }: DatabaseIds): string {
    return `/db/${String(databaseId)}/settings/roles/`;
  }

  async open(ids: DatabaseIds): Promise<void> {
    await this.goto(SettingsRolesPage.path(ids), this.createButton);
  }

  dropButton(role: string): Locator {
    return buttonAfter(this.row(role), 'Drop Role');
  }

  childRolesButton(role: string): Locator {
    return this.pencil(role);
  }

  async createRole(name: string, password: string): Promise<void> {
    await this.createButton.click();
    const dialog = new Dialog(this.page, 'Create Role');
    await dialog.fill({ 'Role Name': name, Password: password, 'Confirm Password': password });
    await dialog.proceed('Create Role');
    await this.row(name).waitFor();
  }

  async dropRole(name: string): Promise<void> {
    await this.dropButton(name).click();
    await new Dialog(this.page, 'Drop role').proceed('Drop Role');
    await this.row(name).waitFor({ state: 'hidden' });
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

/** The PostgreSQL roles whose passwords Mathesar stores. */
export class SettingsStoredRolesPage extends SettingsPage {
  private readonly removeButtons: Locator;

  constructor(page: Page) {
    super(page);
    this.removeButtons = this.content.getByRole('button', { name: 'Remove Stored Role' });
  }

  static path({ databaseId }: DatabaseIds): string {
    return `/db/${String(databaseId)}/settings/role-configuration/`;
  }

  async open(ids: DatabaseIds): Promise<void> {
    await this.goto(SettingsStoredRolesPage.path(ids), this.removeButtons.first());
  }

  /** Only stored roles have one. */
  removeButton(role: string): Locator {
    return buttonAfter(this.row(role), 'Remove Stored Role');
  }

  /** The button for storing a role's password. */
  passwordButton(role: string): Locator {
    return this.pencil(role);
  }

  /** Stores a role's password. */
  async storePassword(role: string, password: string): Promise<void> {
    await this.passwordButton(role).click();
    const dialog = new Dialog(this.page, /stored role|Configure/i);
    await dialog.fill({ Password: password });
    await dialog.proceed('Save Role');
  }

  async remove(role: string): Promise<void> {
    await this.removeButton(role).click();
    await new Dialog(this.page, 'Remove Stored Role').proceed('Remove Stored Role');
  }
}

/** The collaborators of a database, and the role that each of them uses. */
export class SettingsCollaboratorsPage extends SettingsPage {
  readonly addButton: Locator;
  private readonly removeButtons: Locator;

  constructor(page: Page) {
    super(page);
    this.addButton = this.content.getByRole('button', { name: 'Add Collaborator' });
    this.removeButtons = this.content.getByRole('button', { name: 'Remove Collaborator' });
  }

  static path({ databaseId }: DatabaseIds): string {
    return `/db/${String(databaseId)}/settings/collaborators/`;
  }

  async open(ids: DatabaseIds): Promise<void> {
    await this.goto(SettingsCollaboratorsPage.path(ids), this.removeButtons.first());
  }

  roleButton(name: string): Locator {
    return this.pencil(name);
  }

  removeButton(name: string): Locator {
    return buttonAfter(this.row(name), 'Remove Collaborator');
  }

  /** Adds a user. The dialog shows the user name; the list shows the display name where there is one. */
  async add(user: { username: string; shownAs: string }, role: string): Promise<void> {
    await this.addButton.click();
    const dialog = new Dialog(this.page, 'Add Collaborator');
    await dialog.select(/Mathesar User/).choose(user.username);
    await dialog.select('Role').choose(role);
    await dialog.proceed('Add Collaborator');
    await this.row(user.shownAs).waitFor();
  }

  async changeRole(name: string, role: string): Promise<void> {
    await this.roleButton(name).click();
    const dialog = new Dialog(this.page, 'Change Role for');
    await dialog.select('Role').choose(role);
    await dialog.proceed('Save');
  }

  async remove(name: string): Promise<void> {
    await this.removeButton(name).click();
    await new Dialog(this.page, /^\s*Remove .* as a collaborator/).proceed('Remove Collaborator');
    await this.row(name).waitFor({ state: 'hidden' });
  }
}
