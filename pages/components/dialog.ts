import type { Locator, Page } from '@playwright/test';
import { escaped } from './beside';

/** A dialog over the page. */
export class Dialog {
  readonly root: Locator;
  readonly cancelButton: Locator;

  /** @param title how its text begins */
  constructor(page: Page, title: string | RegExp) {
    // Mathesar's dialogs have no role: they are what stands beside the application in the document.
    const text = typeof title === 'string' ? new RegExp(`^\\s*${escaped(title)}`) : title;
    this.root = page
      .locator('body > *')
      .filter({ hasNot: page.getByRole('main') })
      .filter({ hasText: text })
      .last();
    this.cancelButton = this.button('Cancel');
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  field(name: string): Locator {
    return this.root.getByRole('textbox', { name, exact: true });
  }

  /** Presses the button that does what the dialog is for; it closes when that is done. */
  async proceed(name: string): Promise<void> {
    await this.button(name).click();
    await this.root.waitFor({ state: 'hidden' });
  }

  /** Agrees to what the dialog asks, however it calls that: the last button goes on. */
  async confirm(): Promise<void> {
    await this.root.getByRole('button').last().click();
    await this.root.waitFor({ state: 'hidden' });
  }
}
