import type { Locator, Page } from '@playwright/test';

/** A part of a page; all its locators start from its root. */
export abstract class Component {
  protected readonly page: Page;

  constructor(readonly root: Locator) {
    this.page = root.page();
  }
}
