import type { Locator, Page } from '@playwright/test';
import { BasePage, schemaPath, type SchemaIds } from './base-page';
import { csvFile, uploaded } from './components/answers';

/** The page for creating a table from a file or from pasted text. */
export class ImportPage extends BasePage {
  readonly heading: Locator;
  readonly proceedButton: Locator;

  constructor(page: Page) {
    super(page);
    this.heading = this.main.getByRole('heading', { name: 'Create a table by importing your data' });
    this.proceedButton = this.main.getByRole('button', { name: 'Proceed' });
  }

  static path(ids: SchemaIds): string {
    return `${schemaPath(ids)}import/`;
  }

  async open(ids: SchemaIds): Promise<void> {
    await this.goto(ImportPage.path(ids), this.heading);
  }

  /** Uploads a file, which can then be imported. */
  async upload(csv: string): Promise<void> {
    const file = csvFile(csv);
    await uploaded(this.page, () => this.main.locator('input[type="file"]').setInputFiles(file));
    await this.main.getByText(file.name).waitFor();
  }

  /** Creates a table from an uploaded file; ends on its preview. */
  async proceed(): Promise<void> {
    await this.proceedButton.click();
    await this.page.waitForURL(/\/import\/\d+\//);
  }
}
