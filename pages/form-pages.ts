import type { Locator, Page } from '@playwright/test';
import { BasePage, schemaPath, type SchemaIds } from './base-page';
import { buttonAfter } from './components/relative-locators';
import { Dialog, Select } from './components/overlays';

interface FormIds extends SchemaIds {
  formId: number;
}

/** The page for editing and publishing a form. */
export class FormBuilderPage extends BasePage {
  readonly saveButton: Locator;
  readonly shareButton: Locator;
  readonly nameField: Locator;
  readonly associatedRole: Select;
  readonly deleteButton: Locator;
  readonly createLinkButton: Locator;
  readonly regenerateLinkButton: Locator;
  readonly disableLinkButton: Locator;

  constructor(page: Page) {
    super(page);
    this.saveButton = this.main.getByRole('button', { name: 'Save', exact: true });
    this.shareButton = this.main.getByRole('button', { name: 'Share', exact: true });
    // The name appears in the form's preview and among its properties.
    this.nameField = this.main.getByRole('textbox', { name: 'Name' }).last();
    // The button is named after the chosen role. It appears last; until then another section's button follows.
    const section = this.main.getByRole('button', { name: /^Associated Role/ });
    this.associatedRole = new Select(buttonAfter(section).and(page.locator('[aria-haspopup="listbox"]')));
    this.deleteButton = this.main.getByRole('button', { name: 'Delete Form' });
    this.createLinkButton = page.getByRole('button', { name: 'Create public link' });
    this.regenerateLinkButton = page.getByRole('button', { name: 'Regenerate Link' });
    this.disableLinkButton = page.getByRole('button', { name: 'Disable Link' });
  }

  static path({ formId, ...ids }: FormIds): string {
    return `${schemaPath(ids)}forms/${String(formId)}/`;
  }

  async open(ids: FormIds): Promise<void> {
    await this.goto(FormBuilderPage.path(ids), this.associatedRole.root);
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

  /** Saves changes; "Save" is disabled until the next change. */
  async save(): Promise<void> {
    await this.saveButton.click();
    await this.saveButton.and(this.page.locator(':disabled')).waitFor();
  }

  /** In the open box: lets everyone with the link fill in the form. */
  async publish(): Promise<void> {
    await this.createLinkButton.click();
    await this.disableLinkButton.waitFor();
  }

  /** In the open box: replaces the published link, which becomes invalid. */
  async regenerateLink(): Promise<void> {
    await this.regenerateLinkButton.click();
    await new Dialog(this.page, 'Remove old link').proceed('Regenerate Link');
  }

  /** In the open box: disables the form's link. */
  async disableLink(): Promise<void> {
    await this.disableLinkButton.click();
    await new Dialog(this.page, 'Disable Link?').proceed('Disable Link');
  }

  /** Makes the form run as a stored role. */
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

/** A form, as shown to anyone with its link. */
export class SharedFormPage extends BasePage {
  readonly submitButton: Locator;
  readonly thanks: Locator;

  constructor(page: Page) {
    super(page);
    this.submitButton = page.getByRole('button', { name: 'Submit', exact: true });
    this.thanks = page.getByText('Thank you for submitting the form!');
  }

  static path({ token }: { token: string }): string {
    return `/shares/forms/${token}/`;
  }

  /** @param slash whether its link ends with a slash */
  async open(form: { token: string }, { slash = true } = {}): Promise<void> {
    const path = SharedFormPage.path(form);
    await this.goto(slash ? path : path.replace(/\/$/, ''), this.submitButton);
  }

  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true });
  }

  /** Sends the form. */
  async submit(): Promise<void> {
    await this.submitButton.click();
    await this.thanks.waitFor();
  }
}
