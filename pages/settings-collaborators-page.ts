import type { Locator, Page } from '@playwright/test';
import { Banner } from './components/banner';
import { buttonAfter, unnamedButtonAfter } from './components/beside';
import { DatabaseHeader } from './components/database-header';
import { Dialog } from './components/dialog';
import { Refusal } from './components/refusal';
import { Select } from './components/select';

/** The users who may work in a database, and the roles they do it as. */
export class SettingsCollaboratorsPage {
  readonly banner: Banner;
  readonly header: DatabaseHeader;
  readonly refusal: Refusal;
  readonly addButton: Locator;
  private readonly content: Locator;
  private readonly table: Locator;

  constructor(private readonly page: Page) {
    this.banner = new Banner(page);
    this.header = new DatabaseHeader(page);
    this.refusal = new Refusal(page);
    this.content = page.getByRole('tabpanel').getByRole('main');
    this.addButton = this.content.getByRole('button', { name: 'Add Collaborator' });
    this.table = this.content.getByRole('button', { name: 'Remove Collaborator' }).first();
  }

  static path({ databaseId }: { databaseId: number }): string {
    return `/db/${String(databaseId)}/settings/collaborators/`;
  }

  async open(ids: { databaseId: number }): Promise<void> {
    await this.page.goto(SettingsCollaboratorsPage.path(ids));
    await this.refusal.orReady(this.table);
  }

  /** A collaborator, by the display name or, without one, the user name. */
  collaborator(name: string): Locator {
    return this.content.getByText(name, { exact: true }).first();
  }

  /** The pencil behind a collaborator's role, which has no name. */
  roleButton(name: string): Locator {
    return unnamedButtonAfter(this.collaborator(name));
  }

  removeButton(name: string): Locator {
    return buttonAfter(this.collaborator(name), 'Remove Collaborator');
  }

  /** Adds a user, whom the dialog calls by the user name and the list maybe otherwise. */
  async add(user: { username: string; shownAs: string }, role: string): Promise<void> {
    await this.addButton.click();
    const dialog = new Dialog(this.page, 'Add Collaborator');
    await new Select(dialog.root.getByRole('button', { name: 'Mathesar User' })).choose(user.username);
    await new Select(dialog.root.getByRole('button', { name: 'Role', exact: true })).choose(role);
    await dialog.proceed('Add Collaborator');
    await this.collaborator(user.shownAs).waitFor();
  }

  async changeRole(name: string, role: string): Promise<void> {
    await this.roleButton(name).click();
    const dialog = new Dialog(this.page, 'Change Role for');
    await new Select(dialog.root.getByRole('button', { name: 'Role', exact: true })).choose(role);
    await dialog.proceed('Save');
  }

  async remove(name: string): Promise<void> {
    await this.removeButton(name).click();
    await new Dialog(this.page, /^\s*Remove .* as a collaborator/).proceed('Remove Collaborator');
    await this.collaborator(name).waitFor({ state: 'hidden' });
  }
}
