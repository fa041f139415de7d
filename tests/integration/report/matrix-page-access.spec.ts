import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { VIEWS } from '../../../src/report/page/address';
import { variedRecord } from '../../unit/report/varied-record';
import { goTo, test } from '../support/matrix-page';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong, one line each. */
async function findingsOn(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate<Pick<AxeResults, 'violations'>>(
    `axe.run(document, { resultTypes: ['violations'] })`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join()} ${html}`),
  );
}

const PLACES = [
  ...Object.keys(VIEWS).map((view) => `view=${view}`),
  'verdict=gap',
  'text=nothing+fits',
  'cell=local+qa-plan%2Fverdicts.md+V-01+admin+api',
  'cell=local+qa-plan%2Fusers.md+USR-01+admin+api',
];

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [320, 1280])
    test(`axe finds nothing in any view or open cell, ${colorScheme}, ${String(width)} pixels`, async ({
      openPage,
    }) => {
      const page = await openPage(variedRecord(), {
        ...{ colorScheme, viewport: { width, height: 900 } },
        beside: { power: { 'V-01': { killed: 12, faults: 13, survived: ['grants to nobody'] } } },
      });
      await page.evaluate(AXE);
      await page.getByText('Legend', { exact: true }).click();
      for (const place of PLACES) {
        await goTo(page, place);
        await expect(page.getByRole('dialog')).toBeVisible({ visible: place.startsWith('cell=') });
        await expect(page.getByText('Reading…')).toBeHidden();
        expect.soft(await findingsOn(page), place).toEqual([]);
      }
    });

test('dark follows what the reader prefers', async ({ openPage }) => {
  const page = await openPage(variedRecord(), { colorScheme: 'dark' });
  const body = page.locator('body');
  await expect(body).toHaveCSS('background-color', 'rgb(16, 19, 25)');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(body).toHaveCSS('background-color', 'rgb(247, 248, 250)');
});

test('the grid says how large it is, and where each row and column stands in it', async ({ openPage }) => {
  const page = await openPage(variedRecord());
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', '10');
  await expect(grid).toHaveAttribute('aria-colcount', '9');
  await expect(grid.getByRole('row').first()).toHaveAttribute('aria-rowindex', '1');
  await expect(grid.getByRole('row').last()).toHaveAttribute('aria-rowindex', '10');
  await expect(grid.getByRole('columnheader')).toHaveCount(9);
});
