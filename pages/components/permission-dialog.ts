import type { Locator, Page } from '@playwright/test';
import { buttonAfter, escaped } from './relative-locators';
import { Dialog, Menu, Select } from './overlays';

/** The dialog's names for what a role may do. */
export type AccessLevel = 'Read' | 'Read + Create' | 'Write' | 'Connect' | 'Connect + Create' | 'Custom';

/** Shows and changes the privileges on, and the owner of, a database, a schema or a table. */
export class PermissionDialog extends Dialog {
  readonly transferTab: Locator;
  readonly addRolesButton: Locator;
  readonly saveButton: Locator;
  readonly transferButton: Locator;
  readonly newOwner: Select;
  /** Shown instead of the roles with access to a user who may not access the database. */
  readonly refusal: Locator;
  private readonly owner: Locator;

  constructor(page: Page) {
    super(page, 'Permissions for');
    this.owner = this.root.getByText('Owner', { exact: true });
    this.refusal = this.root.getByText(/collaborator/);
    this.transferTab = this.root.getByRole('tab', { name: 'Transfer Ownership' });
    this.newOwner = new Select(this.root.getByRole('button', { name: 'New Owner' }));
    this.addRolesButton = this.root.getByRole('button', { name: 'Add Role(s)' });
    this.saveButton = this.button('Save');
    this.transferButton = this.button('Transfer Ownership');
  }

  /** Waits until it shows the roles with access, or a refusal. */
  async ready(): Promise<void> {
    await this.owner.or(this.refusal).first().waitFor();
  }

  /** The control for a role's access level. */
  accessOf(role: string): Locator {
    return buttonAfter(this.root.getByText(role, { exact: true }));
  }

  /** Changes the access level of a listed role. */
  async changeAccess(role: string, level: AccessLevel): Promise<void> {
    // An entry's name continues with an explanation of the level.
    await new Select(this.accessOf(role)).choose(new RegExp(`^${escaped(level)} (?!\\+)`));
    await this.proceed('Save');
  }

  /** Adds a role to the list, without saving. */
  async addRole(role: string): Promise<void> {
    await this.addRolesButton.click();
    await new Menu(this.page).item(role).click();
    await this.accessOf(role).waitFor();
  }

  /** Gives access to a role that is not listed. */
  async grant(role: string, level: AccessLevel): Promise<void> {
    await this.addRole(role);
    await this.changeAccess(role, level);
  }

  async openTransfer(): Promise<void> {
    await this.transferTab.click();
    await this.transferButton.waitFor();
  }

  /** Transfers the object to the chosen role. */
  async transfer(): Promise<void> {
    await this.proceed('Transfer Ownership');
  }
}
