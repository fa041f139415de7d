import type { Locator, Page } from '@playwright/test';
import { Banner } from './components/banner';
import { buttonAfter } from './components/beside';
import { Dialog } from './components/dialog';
import { Refusal } from './components/refusal';
import { Select } from './components/select';

/** Where a form is written and published. */
export class FormBuilderPage {
  readonly banner: Banner;
  readonly refusal: Refusal;
  readonly heading: Locator;
  readonly saveButton: Locator;
  readonly shareButton: Locator;
  readonly nameField: Locator;
  readonly associatedRole: Select;
  readonly deleteButton: Locator;
  readonly createLinkButton: Locator;
  readonly regenerateLinkButton: Locator;
  readonly disableLinkButton: Locator;

  constructor(private readonly page: Page) {
    const main = page.getByRole('main');
    this.banner = new Banner(page);
    this.refusal = new Refusal(page);
    this.heading = main.getByRole('heading', { level: 1 });
    this.saveButton = main.getByRole('button', { name: 'Save', exact: true });
    this.shareButton = main.getByRole('button', { name: 'Share', exact: true });
    // The name is a field of the form as it will look, and one of its properties.
    this.nameField = main.getByRole('textbox', { name: 'Name' }).last();
    // Named like the role that is chosen. It comes last; until then another section's button follows.
    const section = main.getByRole('button', { name: /^Associated Role/ });
    this.associatedRole = new Select(buttonAfter(section).and(page.locator('[aria-haspopup="listbox"]')));
    this.deleteButton = main.getByRole('button', { name: 'Delete Form' });
    this.createLinkButton = page.getByRole('button', { name: 'Create public link' });
    this.regenerateLinkButton = page.getByRole('button', { name: 'Regenerate Link' });
    this.disableLinkButton = page.getByRole('button', { name: 'Disable Link' });
  }

  static path(ids: { databaseId: number; schemaOid: number; formId: number }): string {
    return `/db/${String(ids.databaseId)}/schemas/${String(ids.schemaOid)}/forms/${String(ids.formId)}/`;
  }

  async open(ids: { databaseId: number; schemaOid: number; formId: number }): Promise<void> {
    await this.page.goto(FormBuilderPage.path(ids));
    await this.refusal.orReady(this.associatedRole.button);
  }

  /** Opens the box with the public link. */
  async openShare(): Promise<void> {
    await this.shareButton.click();
    await this.createLinkButton.or(this.disableLinkButton).waitFor();
  }

  /** Changes the name, without saving. */
  async typeName(name: string): Promise<void> {
    await this.nameField.fill(name);
  }

  /** Saves what was changed; "Save" rests until something changes again. */
  async save(): Promise<void> {
    await this.saveButton.click();
    await this.saveButton.and(this.page.locator(':disabled')).waitFor();
  }

  /** In the open box: lets everyone with the link fill the form. */
  async publish(): Promise<void> {
    await this.createLinkButton.click();
    await this.disableLinkButton.waitFor();
  }

  /** In the open box: makes the published link invalid by another. */
  async regenerateLink(): Promise<void> {
    await this.regenerateLinkButton.click();
    await new Dialog(this.page, 'Remove old link').proceed('Regenerate Link');
  }

  /** In the open box: lets nobody fill the form over its link any more. */
  async disableLink(): Promise<void> {
    await this.disableLinkButton.click();
    await new Dialog(this.page, 'Disable Link?').proceed('Disable Link');
  }

  /** Lets the form run as a stored role. */
  async runAs(role: string): Promise<void> {
    await this.associatedRole.choose(role);
    await this.save();
  }

  /** Deletes the form; ends on the page of its schema. */
  async delete(): Promise<void> {
    await this.deleteButton.click();
    await new Dialog(this.page, 'Delete Form').button('Delete Form').click();
    await this.page.waitForURL(/\/schemas\/\d+\/$/);
  }
}
