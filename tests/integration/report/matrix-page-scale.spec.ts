import { gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { writePage } from '../../../src/report/page/write-page';
import { largeRecord } from '../../unit/report/varied-record';
import { filterFor, test } from '../support/matrix-page';

const CELLS = 10_000;
const RULES = Math.ceil(CELLS / 7);
const record = largeRecord(CELLS);

test('10,000 cells are filtered in less than 200 ms, of which only the rows in sight are in the page', async ({
  openPage,
}, info) => {
  // A busy machine adds to some times; what the page itself takes is the least of them.
  const [first, later]: [number[], number[]] = [[], []];
  for (const text of ['number 14', 'viewer', 'area-03 deny']) {
    const page = await openPage(record);
    await expect(page.getByRole('status')).toHaveText(`10,000 cells of ${RULES.toLocaleString('en')} rules`);
    expect(await page.locator('.rule').count()).toBeLessThan(40);
    first.push(await filterFor(page, text));
    later.push(await filterFor(page, 'books_77'), await filterFor(page, ''));
    await page.close();
  }
  const all = [...first, ...later].map((ms) => ms.toFixed(0)).join(', ');
  info.annotations.push({ type: 'ms', description: all });
  expect(Math.min(...first), all).toBeLessThan(200);
  expect(Math.min(...later), all).toBeLessThan(200);
});

test('all 10,000 cells can be reached, and an address opens any of them', async ({ openPage }) => {
  const page = await openPage(record);
  const grid = page.getByRole('grid');
  await grid.locator('[tabindex="0"]').focus();
  await page.keyboard.press('Control+End');
  const last = `R-${String(RULES - 1)}`;
  await expect(page.getByRole('rowheader', { name: last })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(page.getByRole('rowheader', { name: last })).toBeFocused();

  const { id } = record.results[7_777] ?? { id: '' };
  const other = await openPage(record, { at: `cell=${encodeURIComponent(id)}` });
  await expect(other.getByRole('dialog')).toContainText('books_7777');
  await other.keyboard.press('Escape');
  await expect(grid.page().getByRole('dialog')).toBeHidden();
  await expect(other.locator(':focus')).toHaveAccessibleName(/admin, R-1111: pass/);
});

test('on paper are all rows that the filter shows, and the screen is as before', async ({ openPage }) => {
  const page = await openPage(record, { at: 'area=area-03' });
  const rules = await page.getByRole('grid').getAttribute('aria-rowcount');
  const shown = Number(rules) - 1;
  const onScreen = await page.locator('.body .row').count();
  expect(onScreen).toBeLessThan(shown);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.body .row')).toHaveCount(shown);
  const [first, last] = [page.locator('.body .row').first(), page.locator('.body .row').last()];
  // They follow each other, and do not stand where they would on the screen.
  const [top, end] = [(await first.boundingBox())?.y ?? 0, (await last.boundingBox())?.y ?? 0];
  expect(end - top).toBeGreaterThan(shown * 20);
  await expect(page.locator('search')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await expect(page.locator('.body .row')).toHaveCount(onScreen);
  // What a browser does when it prints.
  await page.emulateMedia({ media: null });
  expect(pagesOf(await page.pdf({ landscape: true }))).toBeGreaterThan(shown / 20);
});

const pagesOf = (pdf: Buffer) => [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length;

test('the page is small, and written well within a second', () => {
  const some = largeRecord(3_500);
  writePage(some, { folder: 'results' });
  const before = process.cpuUsage();
  const html = writePage(some, { folder: 'results' });
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(1_000);
  expect(html.length).toBeLessThan(JSON.stringify(some).length / 4);
  // Nothing in it is worth packing again but the script.
  expect(gzipSync(html).length).toBeGreaterThan(html.length / 3);
});
