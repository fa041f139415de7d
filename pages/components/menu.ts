import type { Locator, Page } from '@playwright/test';

/** The menu that was opened last: of a button, or of a right click. */
export class Menu {
  readonly root: Locator;

  constructor(page: Page) {
    this.root = page.getByRole('menu').last();
  }

  item(name: string): Locator {
    return this.root.getByRole('menuitem', { name, exact: true });
  }

  link(name: string): Locator {
    return this.root.getByRole('link', { name, exact: true });
  }

  /** Picks an entry, which closes the menu. */
  async choose(name: string): Promise<void> {
    await this.item(name).click();
    await this.item(name).waitFor({ state: 'hidden' });
  }
}
