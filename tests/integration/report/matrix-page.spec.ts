import { expect, type Page } from '@playwright/test';
import { RESULTS } from '../../../src/record/schema';
import { VIEWS } from '../../../src/report/page/address';
import { evidenceOf, recordedCell, recordOf } from '../../unit/report/records';
import { variedRecord } from '../../unit/report/varied-record';
import { goTo, sidewaysOf, test } from '../support/matrix-page';

const grid = (page: Page) => page.getByRole('grid', { name: 'Rules by roles' });
const squares = (page: Page) => grid(page).locator('.square');
const dialog = (page: Page) => page.getByRole('dialog');
const OPEN = 'cell=local+qa-plan%2Fverdicts.md+V-01+admin+api';

test('each verdict has a name and a sign of its own, and a known gap is not like a pass', async ({
  openPage,
}) => {
  const page = await openPage(variedRecord());
  await page.getByText('Legend', { exact: true }).click();
  const signs = new Set<string | null>();
  for (const verdict of RESULTS) {
    const inLegend = page.locator('.legend .verdict').filter({ hasText: new RegExp(`^${verdict}$`) });
    await expect(inLegend).toBeVisible();
    signs.add(await inLegend.locator('path').getAttribute('d'));
    const square = page.getByRole('gridcell', { name: new RegExp(`, V-0\\d: ${verdict}[; ]`) });
    await expect(square).toBeVisible();
    const word = { pass: 'deny', 'known gap': 'gap: breach' }[verdict as string] ?? verdict;
    await expect(square.locator('.verdict')).toHaveText(word);
  }
  expect(signs.size).toBe(RESULTS.length);
  const look = (name: RegExp) => page.getByRole('gridcell', { name }).locator('.verdict');
  await expect(look(/: known gap/)).toHaveCSS('background-image', /gradient/);
  await expect(look(/V-0\d: pass/)).toHaveCSS('background-image', 'none');
});

test('the header says what was run, and counts it as the terminal does', async ({ openPage }) => {
  const page = await openPage(variedRecord());
  const header = page.getByRole('banner');
  await expect(header).toContainText('the stand-in, release 0.11.0, witness: SQL');
  await expect(header).toContainText('http://127.0.0.1:8001, release 0.11.0, witness: read-back');
  await expect(header).toContainText('01234567-dirty');
  // 15 verdicts that fail and a journey; not run are two, and two more that never began.
  for (const [name, count] of Object.entries({ Findings: 16, 'Known gaps': 1, Proven: 6, 'Not run': 4 }))
    await expect(header.getByRole('button', { name })).toContainText(String(count));
  await header.getByRole('button', { name: 'Known gaps' }).click();
  await expect(squares(page)).toHaveCount(1);
  await expect(header.getByRole('button', { name: 'Known gaps' })).toHaveAttribute('aria-pressed', 'true');
});

test('the address keeps the filter and the open cell, and back goes back', async ({ openPage }) => {
  const page = await openPage(variedRecord(), { at: 'verdict=breach' });
  await expect(squares(page)).toHaveCount(1);
  await expect(page.getByRole('combobox', { name: 'Verdict' })).toHaveValue('breach');
  await expect(page.getByRole('status')).toHaveText(/^1 of 24 cells of 6 rules fit the filter \(1 rules?\)$/);

  await page.getByRole('combobox', { name: 'Verdict' }).selectOption('leak');
  await expect(squares(page)).toHaveAccessibleName(/: leak;/);
  await squares(page).click();
  await expect(dialog(page)).toContainText('seen for leak');
  const link = page.url();
  expect(link).toContain('verdict=leak');
  expect(link).toContain('cell=local');

  await page.goBack();
  await expect(dialog(page)).toBeHidden();
  await page.goBack();
  await expect(squares(page)).toHaveAccessibleName(/: breach;/);

  const other = await openPage(variedRecord(), { at: new URL(link).hash.slice(1) });
  await expect(dialog(other)).toContainText('seen for leak');
  await other.keyboard.press('Escape');
  await expect(dialog(other)).toBeHidden();
  await expect(squares(other)).toHaveAccessibleName(/: leak;/);
  await expect(squares(other)).toBeFocused();
  expect(other.url()).not.toContain('cell=');
});

test('a text finds rules, actions, controls and errors, and the address follows', async ({ openPage }) => {
  const page = await openPage(variedRecord());
  const text = page.getByRole('searchbox', { name: 'Text' });
  for (const [typed, count] of Object.entries({ 'USR-01': 1, 'row menu': 1, 'seen for stale': 1, xyz: 0 })) {
    await text.fill(typed);
    await expect(squares(page)).toHaveCount(count);
  }
  await expect(page.getByRole('status')).toHaveText('No cell of 24 cells of 6 rules fits the filter');
  await expect(page).toHaveURL(/#text=xyz$/);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(squares(page)).toHaveCount(23);
});

const FILTERS: [name: string, value: string, count: number][] = [
  ['Target', 'demo', 2],
  ['Surface', 'ui', 1],
  ['Area', 'users', 2],
  ['Role', 'visitor', 1],
  ['Verdict', 'finding', 15],
  ['Verdict', 'idle', 2],
  ['Verdict', 'known gap: breach', 1],
  ['Severity', 'critical', 2],
  ['Proof', 'read-back', 2],
  ['Proof', 'none', 2],
  ['Proof', 'no database', 1],
];

test('cells are chosen by target, surface, area, role, verdict, severity and proof', async ({ openPage }) => {
  const page = await openPage(variedRecord());
  for (const [name, value, count] of FILTERS) {
    await page.getByRole('combobox', { name }).selectOption(value);
    await expect(squares(page), `${name}: ${value}`).toHaveCount(count);
    await page.getByRole('button', { name: 'Clear' }).click();
  }
});

test('a cell shows all that the record has of it', async ({ openPage }) => {
  const page = await openPage(variedRecord());
  await page.getByRole('gridcell', { name: /known gap/ }).click();
  const of = dialog(page);
  await expect(of.getByRole('heading', { level: 2 })).toHaveText(/^V-0\d End with a verdict$/);
  for (const text of [
    'deny: privilege',
    'refused for "privilege", nothing changed',
    'api, sql, positive control',
    '12 ms',
  ])
    await expect(of).toContainText(text);
  await expect(of.getByRole('link', { name: /^qa-plan\/verdicts\.md:\d+$/ })).toHaveAttribute(
    'href',
    /^\.\.\/qa-plan\/verdicts\.md#L\d+$/,
  );
  await expect(of.getByRole('link', { name: 'mathesar#4729' })).toHaveAttribute(
    'href',
    'https://github.com/mathesar-foundation/mathesar/issues/4729',
  );
  await expect(of).toContainText('2027-06-30');
  await expect(of.getByRole('heading', { name: 'Request' })).toBeVisible();
  await expect(of).toContainText(/npx playwright test qa-plan\/verdicts\.md:\d+/);
  await expect(of).toContainText(/npx qa-plan explain V-0\d \w+/);
  await expect(of).toContainText(/npx qa-plan repro V-0\d \w+/);
});

test('all that was tried for a rule and a role is beside the open cell', async ({ openPage }) => {
  const page = await openPage(variedRecord(), { at: 'cell=local+qa-plan%2Fusers.md+USR-01+admin+api' });
  const others = dialog(page).getByRole('list', { name: 'Tried for this rule and role' });
  await expect(others.getByRole('button')).toHaveCount(2);
  await others.getByRole('button', { name: 'row menu: Delete' }).click();
  await expect(page).toHaveURL(/\+page$/);
  await expect(others.getByRole('button', { name: 'row menu: Delete' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
});

test('a cell that the run does not have is told so', async ({ openPage }) => {
  const page = await openPage(variedRecord(), { at: 'cell=nothing' });
  await expect(dialog(page)).toContainText('This run has no cell nothing');
});

test('the keyboard goes over the grid, opens a cell and comes back to it', async ({ openPage }) => {
  const page = await openPage(variedRecord());
  await grid(page).locator('[tabindex="0"]').focus();
  await page.keyboard.press('Control+Home');
  await expect(page.getByRole('rowheader').first()).toBeFocused();
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
  const focused = grid(page).locator(':focus');
  const name = (await focused.textContent()) ?? '';
  expect(name).toContain('USR-01');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(focused).toHaveText(name);
  await page.keyboard.press('Control+End');
  await expect(grid(page).locator('[role="row"]').last().locator(':focus')).toHaveCount(1);
  // One stop of the tab key only.
  await expect(grid(page).locator('[tabindex="0"]')).toHaveCount(1);
});

test('the views tell the clock, the power score, both targets and other tests', async ({ openPage }) => {
  const page = await openPage(variedRecord(), {
    beside: { power: { 'V-01': { killed: 12, faults: 13, survived: ['grants to nobody'] } } },
  });
  const go = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click();
  await go('Revocation clock');
  await expect(page).toHaveURL(/view=clock/);
  await expect(page.getByRole('row', { name: /GRANT on a table/ })).toContainText(
    '> 5000 / > 5000 not ended',
  );
  await go('Power score');
  await expect(page.getByRole('row', { name: /^V-01/ })).toContainText('92 %');
  await expect(page.getByRole('row', { name: /^V-01/ })).toContainText('grants to nobody');
  await expect(page.getByRole('row', { name: /^USR-01/ })).toContainText('not measured');
  await go('Local and demo');
  const both = page.getByRole('row', { name: /users/ });
  await expect(both).toHaveCount(1);
  await expect(both).toContainText('≠ differs');
  await both.getByRole('button').last().click();
  await expect(dialog(page)).toContainText('on demo');
  await page.keyboard.press('Escape');
  await go('Other tests');
  await expect(page.getByRole('row', { name: /a schema is shared/ })).toContainText('✗ failed');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Local and demo');
});

test('what was not measured, or not tried, is told so', async ({ openPage }) => {
  const page = await openPage(recordOf([recordedCell()]), {
    beside: { powerProblem: 'results/power.json is no power score' },
  });
  const says = { clock: 'took no rights away', power: 'Not measured', targets: 'nothing on more than one' };
  for (const [view, text] of Object.entries(says)) {
    await goTo(page, `view=${view}`);
    await expect(page.getByRole('main')).toContainText(text);
  }
  await goTo(page, 'view=power');
  await expect(page.getByRole('alert')).toHaveText('results/power.json is no power score');
});

const WIDTHS = [320, 390, 860, 1280, 1920];

test('no width makes the page scroll sideways, in any view or an open cell', async ({ openPage }) => {
  const page = await openPage(variedRecord());
  const places = [...Object.keys(VIEWS).map((view) => `view=${view}`), OPEN];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const place of places) {
      await goTo(page, place);
      await expect(dialog(page)).toBeVisible({ visible: place === OPEN });
      expect(await sidewaysOf(page), `${place} at ${String(width)}`).toBeLessThanOrEqual(0);
    }
  }
});

test('a phone folds the filters away until they are asked for', async ({ openPage }) => {
  const page = await openPage(variedRecord(), { viewport: { width: 320, height: 800 } });
  await expect(page.getByRole('combobox', { name: 'Role' })).toBeHidden();
  await page.getByRole('button', { name: 'More filters' }).click();
  await page.getByRole('combobox', { name: 'Role' }).selectOption('visitor');
  await expect(squares(page)).toHaveCount(1);
});

const HTML = '</script><script>window.hacked=1</script><img src="https://example.com/x" onerror="hacked=1">';

test('a record with HTML in it is harmless, and nothing is loaded from anywhere', async ({ openPage }) => {
  const cell = recordedCell({
    ...{
      id: HTML,
      ruleTitle: HTML,
      rule: HTML,
      role: HTML,
      area: HTML,
      action: HTML,
      source: 'javascript:hacked=1',
    },
    ...{ screenshots: ['https://example.com/a.png', '../secret.png', 'screenshots/a.png'], given: HTML },
    ...{ place: { file: `javascript:hacked=1//${HTML}`, line: 1, column: 1 }, control: HTML },
    evidence: evidenceOf({ why: HTML, seen: HTML, parts: [[HTML, HTML]] }),
  });
  const page = await openPage(recordOf([cell], { repository: 'javascript:hacked=1', commit: HTML }));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.reload();
  await squares(page).click();
  await expect(dialog(page)).toContainText(HTML);
  await expect(dialog(page).getByRole('img')).toHaveCount(1);
  expect(await page.evaluate(`'hacked' in window`)).toBe(false);
  const links = await page.evaluate<string[]>(`[...document.links].map(({ protocol }) => protocol)`);
  expect(new Set(links)).toEqual(new Set(['file:']));
  expect(asked.every((url) => url.startsWith('file:'))).toBe(true);
  // As one word of a shell.
  await expect(dialog(page)).toContainText(`npx qa-plan explain '${HTML}'`);
});

test('the policy of the page lets nothing be sent', async ({ openPage }) => {
  const page = await openPage(recordOf([recordedCell()]));
  const refused = page.waitForEvent('console', (message) =>
    message.text().includes('Content Security Policy'),
  );
  await page.evaluate(`void fetch('http://127.0.0.1:9/').catch(() => undefined)`);
  expect((await refused).text()).toContain('connect');
});

test('a screenshot beside the page is shown', async ({ openPage }) => {
  const cell = recordedCell({ screenshots: ['screenshots/a-1.png'] });
  const page = await openPage(recordOf([cell]));
  await squares(page).click();
  await expect(dialog(page).getByRole('img')).toHaveAttribute('src', 'screenshots/a-1.png');
});
