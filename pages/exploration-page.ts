import type { Locator, Page } from '@playwright/test';
import { downloaded } from './components/answers';
import { Banner } from './components/banner';
import { escaped } from './components/beside';
import { Dialog } from './components/dialog';
import { Refusal } from './components/refusal';

/** A saved exploration. */
export class ExplorationPage {
  readonly banner: Banner;
  readonly refusal: Refusal;
  readonly heading: Locator;
  readonly saveButton: Locator;
  readonly exportLink: Locator;
  readonly deleteButton: Locator;
  /** Called "Retry" when the last run was refused. */
  readonly refreshButton: Locator;
  private readonly main: Locator;

  constructor(private readonly page: Page) {
    this.main = page.getByRole('main');
    this.banner = new Banner(page);
    this.refusal = new Refusal(page);
    this.heading = this.main.getByRole('heading', { level: 1 });
    this.saveButton = this.main.getByRole('button', { name: 'Save', exact: true });
    this.exportLink = this.main.getByRole('link', { name: 'Export' });
    this.deleteButton = this.main.getByRole('button', { name: 'Delete Exploration' });
    this.refreshButton = this.main.getByRole('button', { name: /^(Refresh|Retry)$/ });
  }

  static path(ids: { databaseId: number; schemaOid: number; explorationId: number }): string {
    const { databaseId, schemaOid, explorationId } = ids;
    return `/db/${String(databaseId)}/schemas/${String(schemaOid)}/explorations/${String(explorationId)}/`;
  }

  async open(ids: { databaseId: number; schemaOid: number; explorationId: number }): Promise<void> {
    await this.page.goto(ExplorationPage.path(ids));
    await this.refusal.orReady(this.refreshButton);
  }

  /** Adds a column, without saving. */
  async addColumn(name: string): Promise<void> {
    await this.main.getByRole('button', { name: new RegExp(`(^|\\s)${escaped(name)}( \\S+)* \\+$`) }).click();
    await this.refreshButton.waitFor();
  }

  /** Saves what was changed; "Save" rests until something changes again. */
  async save(): Promise<void> {
    await this.saveButton.click();
    await this.saveButton.and(this.page.locator(':disabled')).waitFor();
  }

  /** Downloads what the exploration finds. */
  async export(): Promise<string> {
    return downloaded(this.page, () => this.exportLink.click());
  }

  /** Deletes the exploration; ends on the page of its schema. */
  async delete(): Promise<void> {
    await this.deleteButton.click();
    await new Dialog(this.page, 'Delete Exploration?').button('Delete Exploration').click();
    await this.page.waitForURL(/\/schemas\/\d+\/$/);
  }
}
