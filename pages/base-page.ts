import type { Locator, Page } from '@playwright/test';
import { Banner } from './components/banner';
import { Refusal } from './components/refusal';

/** Identifiers in the addresses of pages below a database. */
export interface DatabaseIds {
  databaseId: number;
}
export interface SchemaIds extends DatabaseIds {
  /** The schema's OID in PostgreSQL. */
  schemaOid: number;
}

/** The address of a schema; the addresses of everything in it begin with it. */
export const schemaPath = ({ databaseId, schemaOid }: SchemaIds): string =>
  `/db/${String(databaseId)}/schemas/${String(schemaOid)}/`;

/**
 * The parts of every page: the bar on top, the content, and the refusal that may replace it. A page adds its
 * address (`path`), `open`, its locators, and the interactions of a user.
 */
export abstract class BasePage {
  readonly banner: Banner;
  readonly refusal: Refusal;
  readonly main: Locator;

  constructor(protected readonly page: Page) {
    this.banner = new Banner(page.getByRole('banner'));
    this.refusal = new Refusal(page.locator('body'));
    this.main = page.getByRole('main');
  }

  /**
   * Goes to an address. Ends when either the page or a refusal is shown.
   * @param sign something that only the page itself shows
   * @param rest must also be done when the page is shown
   */
  protected async goto(path: string, sign: Locator, rest?: Promise<void>): Promise<void> {
    // It is not awaited where the address is not reached, or a refusal is shown.
    rest?.catch(() => undefined);
    await this.page.goto(path);
    await this.refusal.orReady(sign, rest);
  }
}
