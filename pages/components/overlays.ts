import type { Locator, Page } from '@playwright/test';
import { escaped } from './relative-locators';
import { Component } from './component';

/** A dialog over the page. */
export class Dialog extends Component {
  /** @param title the beginning of its text */
  constructor(page: Page, title: string | RegExp) {
    // Mathesar's dialogs have no role; they are siblings of the application in the document.
    const siblings = page.locator('body > *').filter({ hasNot: page.getByRole('main') });
    const text = typeof title === 'string' ? new RegExp(`^\\s*${escaped(title)}`) : title;
    super(siblings.filter({ hasText: text }).last());
  }

  button(name: string | RegExp): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  /** A field for choosing from a list. */
  select(name: string | RegExp): Select {
    return new Select(this.button(name));
  }

  field(name: string): Locator {
    return this.root.getByRole('textbox', { name, exact: true });
  }

  /** Fills the named fields. */
  async fill(texts: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(texts)) await this.field(name).fill(text);
  }

  /** Clicks the button that completes the dialog; ends when the dialog is closed. */
  async proceed(name: string): Promise<void> {
    await this.button(name).click();
    await this.root.waitFor({ state: 'hidden' });
  }

  /** Confirms the dialog with its last button, whatever its name. */
  async confirm(): Promise<void> {
    await this.root.getByRole('button').last().click();
    await this.root.waitFor({ state: 'hidden' });
  }
}

/** The menu that was opened last, by a button or a right click. */
export class Menu extends Component {
  constructor(page: Page) {
    super(page.getByRole('menu').last());
  }

  item(name: string): Locator {
    return this.root.getByRole('menuitem', { name, exact: true });
  }

  link(name: string): Locator {
    return this.root.getByRole('link', { name, exact: true });
  }

  /**
   * Opens the menu, unless it is open already.
   * @param open what a user does to open it
   * @param sign what shows that it is open
   */
  async openedBy(open: () => Promise<void>, sign = this.root): Promise<void> {
    if (!(await sign.isVisible())) await open();
    await sign.waitFor();
  }

  /** Chooses an entry, which closes the menu. */
  async choose(name: string): Promise<void> {
    await this.item(name).click();
    await this.item(name).waitFor({ state: 'hidden' });
  }
}

/** A field for choosing from a list. Its root is the button; the list opens elsewhere, next to the page. */
export class Select extends Component {
  /** An entry, by its whole name or a part of it; disabled entries have a help text after the name. */
  option(name: string | RegExp): Locator {
    const text = typeof name === 'string' ? new RegExp(`^${escaped(name)}( Help)?$`) : name;
    return this.page.getByRole('option', { name: text });
  }

  /** Opens the list, unless it is open already. */
  async open(): Promise<void> {
    const option = this.page.getByRole('option').first();
    if (!(await option.isVisible())) await this.root.click();
    await option.waitFor();
  }

  /** Opens the list and chooses an entry, which closes it. */
  async choose(name: string | RegExp): Promise<void> {
    await this.open();
    await this.pick(name);
  }

  /** Chooses an entry of the open list, which closes it. */
  async pick(name: string | RegExp): Promise<void> {
    await this.option(name).click();
    await this.option(name).waitFor({ state: 'hidden' });
  }
}
