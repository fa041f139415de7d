import type { Locator, Page } from '@playwright/test';
import { escaped } from './beside';
import { Component } from './component';

/** A dialog over the page. */
export class Dialog extends Component {
  /** @param title how its text begins */
  constructor(page: Page, title: string | RegExp) {
    // Mathesar's dialogs have no role: they are what stands beside the application in the document.
    const beside = page.locator('body > *').filter({ hasNot: page.getByRole('main') });
    const text = typeof title === 'string' ? new RegExp(`^\\s*${escaped(title)}`) : title;
    super(beside.filter({ hasText: text }).last());
  }

  button(name: string | RegExp): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  /** A field that picks one of a list. */
  select(name: string | RegExp): Select {
    return new Select(this.button(name));
  }

  field(name: string): Locator {
    return this.root.getByRole('textbox', { name, exact: true });
  }

  /** Writes a text in each of the named fields. */
  async fill(texts: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(texts)) await this.field(name).fill(text);
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

/** The menu that was opened last: of a button, or of a right click. */
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

  /** Picks an entry, which closes the menu. */
  async choose(name: string): Promise<void> {
    await this.item(name).click();
    await this.item(name).waitFor({ state: 'hidden' });
  }
}

/** A field that picks one of a list. Its root is the button; the list opens outside of it, beside the page. */
export class Select extends Component {
  /** An entry, by its whole name or by a part of it; entries that are not for this user have a help text behind. */
  option(name: string | RegExp): Locator {
    const text = typeof name === 'string' ? new RegExp(`^${escaped(name)}( Help)?$`) : name;
    return this.page.getByRole('option', { name: text });
  }

  /** Opens the list. */
  async open(): Promise<void> {
    await this.root.click();
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
