import type { Locator, Page } from '@playwright/test';
import { Banner } from './components/banner';
import { Refusal } from './components/refusal';

/** The identifiers that addresses below a database hold. */
export interface DatabaseIds {
  databaseId: number;
}
export interface SchemaIds extends DatabaseIds {
  /** The schema's OID in PostgreSQL. */
  schemaOid: number;
}

/** The address of a schema, with which the addresses of all that is in it begin. */
export const schemaPath = ({ databaseId, schemaOid }: SchemaIds): string =>
  `/db/${String(databaseId)}/schemas/${String(schemaOid)}/`;

/**
 * What every page has: the bar on top, the content, and the refusal that may stand in its place. A page adds its
 * address (`path`), `open`, its locators, and what a person does on it.
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
   * Goes to an address. Ends when the page shows either itself or why it does not.
   * @param sign what only the page itself shows
   * @param rest what must have come, too, when the page shows itself
   */
  protected async goto(path: string, sign: Locator, rest?: Promise<void>): Promise<void> {
    await this.page.goto(path);
    await this.refusal.orReady(sign, rest);
  }
}
