import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import type { RunRecord } from '../../src/record/schema';
import { writePage } from '../../src/report/page/write-page';
import { commentOf } from './comment';
import { runWithFaults } from './run-with-faults';

/** A picture of the documentation. */
interface Picture {
  /** Of the window, in pixels of the page; the picture has half as many again, so that it is sharp and small. */
  size: { width: number; height: number };
  /**
   * Opens what is to be seen.
   *
   * @param record of a run without findings
   * @param folder for files that it needs, removed afterwards
   * @returns what the picture is of, if not the whole window
   */
  show: (page: Page, record: RunRecord, folder: string) => Promise<Locator | undefined>;
}

/** All pictures, by file. */
export const PICTURES: Record<string, Picture> = {
  'docs/images/matrix.png': {
    size: { width: 1280, height: 760 },
    show: (page, record, folder) => openMatrix(page, record, folder, 'text=form+stronger+role'),
  },
  'docs/images/comment.png': {
    size: { width: 960, height: 760 },
    show: async (page, record, folder) => {
      // A pull request with two mistakes: who may read rows may add some, and editors may change none.
      const changed = runWithFaults(path.join(folder, 'results'), {
        faults: ['select-brings-insert', 'editor-over-restricted'],
        rules: ['qa-plan/records.md'],
      });
      await page.setContent(commentOf(record, changed));
      return page.getByRole('article');
    },
  },
};

/** @param at the part of the address after `#` */
async function openMatrix(page: Page, record: RunRecord, folder: string, at: string): Promise<undefined> {
  const file = path.join(folder, 'matrix.html');
  writeFileSync(file, writePage(record, { folder: 'results' }));
  await page.goto(`${pathToFileURL(file).href}#${at}`);
  await page.getByRole('grid').waitFor();
}
