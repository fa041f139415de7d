import type { Locator, Page } from '@playwright/test';
import { Refusal } from './components/refusal';

/** A form as the people see it who have its link. */
export class SharedFormPage {
  readonly refusal: Refusal;
  readonly heading: Locator;
  readonly submitButton: Locator;
  readonly thanks: Locator;

  constructor(private readonly page: Page) {
    this.refusal = new Refusal(page);
    this.heading = page.getByRole('heading', { level: 1 });
    this.submitButton = page.getByRole('button', { name: 'Submit', exact: true });
    this.thanks = page.getByText('Thank you for submitting the form!');
  }

  static path({ token }: { token: string }): string {
    return `/shares/forms/${token}/`;
  }

  async open(form: { token: string }): Promise<void> {
    await this.page.goto(SharedFormPage.path(form));
    await this.refusal.orReady(this.submitButton);
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
