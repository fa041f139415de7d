import type { Locator, Page } from '@playwright/test';

/** A field that picks one of a list; the list opens beside the page. */
export class Select {
  private readonly page: Page;

  constructor(readonly button: Locator) {
    this.page = button.page();
  }

  option(name: string | RegExp): Locator {
    return this.page.getByRole('option', typeof name === 'string' ? { name, exact: true } : { name });
  }

  /** Opens the list. */
  async open(): Promise<void> {
    await this.button.click();
    await this.page.getByRole('option').first().waitFor();
  }

  /** Picks an entry, which closes the list. */
  async choose(name: string | RegExp): Promise<void> {
    await this.open();
    await this.option(name).click();
    await this.option(name).waitFor({ state: 'hidden' });
  }
}
