import type { Locator, Page } from '@playwright/test';
import { uploaded } from './components/answers';
import { Banner } from './components/banner';
import { Refusal } from './components/refusal';

/** Makes a table of a file or of pasted text. */
export class ImportPage {
  readonly banner: Banner;
  readonly refusal: Refusal;
  readonly heading: Locator;
  readonly proceedButton: Locator;
  private readonly main: Locator;

  constructor(private readonly page: Page) {
    this.main = page.getByRole('main');
    this.banner = new Banner(page);
    this.refusal = new Refusal(page);
    this.heading = this.main.getByRole('heading', { name: 'Create a table by importing your data' });
    this.proceedButton = this.main.getByRole('button', { name: 'Proceed' });
  }

  static path({ databaseId, schemaOid }: { databaseId: number; schemaOid: number }): string {
    return `/db/${String(databaseId)}/schemas/${String(schemaOid)}/import/`;
  }

  async open(ids: { databaseId: number; schemaOid: number }): Promise<void> {
    await this.page.goto(ImportPage.path(ids));
    await this.refusal.orReady(this.heading);
  }

  /** Uploads a file, which can be imported then. */
  async upload(csv: string): Promise<void> {
    const file = { name: 'rows.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await uploaded(this.page, () => this.main.locator('input[type="file"]').setInputFiles(file));
    await this.main.getByText(file.name).waitFor();
  }

  /** Makes a table of an uploaded file; ends on its preview. */
  async proceed(): Promise<void> {
    await this.proceedButton.click();
    await this.page.waitForURL(/\/import\/\d+\//);
  }
}
