import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import type { RunRecord } from '../../src/record/schema';
import { writePage } from '../../src/report/page/write-page';

/** A picture of the documentation. */
interface Picture {
  /** Of the window, in pixels of the page; the picture has twice as many. */
  size: { width: number; height: number };
  /** Opens what is to be seen. @param folder for files that it needs, removed afterwards */
  show: (page: Page, record: RunRecord, folder: string) => Promise<void>;
}

/** All pictures, by file. */
export const PICTURES: Record<string, Picture> = {
  'docs/images/matrix.png': {
    size: { width: 1280, height: 760 },
    show: (page, record, folder) => openMatrix(page, record, folder, 'area=forms&target=local'),
  },
};

/** @param at the part of the address after `#` */
async function openMatrix(page: Page, record: RunRecord, folder: string, at: string): Promise<void> {
  const file = path.join(folder, 'matrix.html');
  writeFileSync(file, writePage(record, { folder: 'results' }));
  await page.goto(`${pathToFileURL(file).href}#${at}`);
  await page.getByRole('grid').waitFor();
}
