import type { Locator, Page } from '@playwright/test';

/** A part of a page; everything in it is found from its root. */
export abstract class Component {
  protected readonly page: Page;

  constructor(readonly root: Locator) {
    this.page = root.page();
  }
}
