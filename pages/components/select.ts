import type { Locator, Page } from '@playwright/test';
import { escaped } from './beside';

/** A field that picks one of a list; the list opens beside the page. */
export class Select {
  private readonly page: Page;

  constructor(readonly button: Locator) {
    this.page = button.page();
  }

  /** An entry, by its whole name or by a part of it; entries that are not for this user have a help text behind. */
  option(name: string | RegExp): Locator {
    const text = typeof name === 'string' ? new RegExp(`^${escaped(name)}( Help)?$`) : name;
    return this.page.getByRole('option', { name: text });
  }

  /** Opens the list. */
  async open(): Promise<void> {
    await this.button.click();
    await this.page.getByRole('option').first().waitFor();
  }

  /** Picks an entry, which closes the list. */
  async choose(name: string | RegExp): Promise<void> {
    await this.open();
    await this.pick(name);
  }

  /** Picks an entry of the open list, which closes it. */
  async pick(name: string | RegExp): Promise<void> {
    await this.option(name).click();
    await this.option(name).waitFor({ state: 'hidden' });
  }
}
