import type { Locator, Page } from '@playwright/test';
import { buttonAfter, escaped } from './beside';
import { Dialog, Menu, Select } from './overlays';

/** How much a role may do, as the dialog calls it. */
export type AccessLevel = 'Read' | 'Read + Create' | 'Write' | 'Connect' | 'Connect + Create' | 'Custom';

/** Who may do what with a database, a schema or a table, and to whom it belongs. */
export class PermissionDialog extends Dialog {
  readonly transferTab: Locator;
  readonly addRolesButton: Locator;
  readonly saveButton: Locator;
  readonly transferButton: Locator;
  readonly newOwner: Select;
  /** Shown instead of who has access to a user who may not look into the database. */
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

  /** Waits until it shows who has access, or why it does not. */
  async ready(): Promise<void> {
    await this.owner.or(this.refusal).first().waitFor();
  }

  /** The control that shows and changes how much a role may do. */
  accessOf(role: string): Locator {
    return buttonAfter(this.root.getByText(role, { exact: true }));
  }

  /** Changes what a role that is listed may do. */
  async changeAccess(role: string, level: AccessLevel): Promise<void> {
    // An entry's name goes on with what the level means.
    await new Select(this.accessOf(role)).choose(new RegExp(`^${escaped(level)} (?!\\+)`));
    await this.proceed('Save');
  }

  /** Puts a role on the list, without saving. */
  async addRole(role: string): Promise<void> {
    await this.addRolesButton.click();
    await new Menu(this.page).item(role).click();
    await this.accessOf(role).waitFor();
  }

  /** Gives a role that is not listed some access. */
  async grant(role: string, level: AccessLevel): Promise<void> {
    await this.addRole(role);
    await this.changeAccess(role, level);
  }

  async openTransfer(): Promise<void> {
    await this.transferTab.click();
    await this.transferButton.waitFor();
  }

  /** Gives the object to the role that was chosen. */
  async transfer(): Promise<void> {
    await this.proceed('Transfer Ownership');
  }
}
