import { expect, test } from '@playwright/test';
import { controlState, type ControlState } from '../../../pages';
import { Browsing } from '../../../src/target/browser/browsing';

const browsing = new Browsing('http://127.0.0.1');
test.afterAll(() => browsing.end());

/** A page's HTML and the state of the first of its elements of the class `it` that is shown. */
const PAGES: [html: string, state: ControlState][] = [
  ['<button>other</button>', 'absent'],
  ['<button class="it" hidden>hidden</button>', 'absent'],
  ['<button class="it">one</button>', 'enabled'],
  ['<button class="it" disabled>one</button>', 'disabled'],
  ['<a class="it disabled" href="/">by style</a>', 'disabled'],
  ['<div aria-disabled="true"><a class="it" href="/">in a menu</a></div>', 'disabled'],
  ['<button class="it" hidden disabled>hidden</button><button class="it">shown</button>', 'enabled'],
  ['<button class="it">first</button><button class="it" disabled>second</button>', 'enabled'],
  ['<label><span class="it">text</span><input type="checkbox" disabled></label>', 'disabled'],
  [
    '<label><input type="checkbox"><button disabled>?</button><span class="it">text</span></label>',
    'enabled',
  ],
  ['<label for="field"><span class="it">text</span></label><input id="field" disabled>', 'disabled'],
];

for (const [html, state] of PAGES)
  test(`${state}: ${html}`, async () => {
    const browser = await browsing.browser();
    const page = await browser.newPage();
    await page.setContent(html);
    expect(await controlState(page.locator('.it'))).toBe(state);
    await page.close();
  });
