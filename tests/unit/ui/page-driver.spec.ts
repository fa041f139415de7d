import { expect, test, type Locator } from '@playwright/test';
import type { Control, ControlContext, Step } from '../../../src/controls/control';
import { LOCAL } from '../../../src/engine/local-profile';
import { roleIn } from '../../../src/engine/profile';
import { PageDriver } from '../../../src/engine/ui/page-driver';
import { SessionEnded } from '../../../src/engine/sessions';
import type { PageUser } from '../../../src/engine/ui/page-user';
import { Browsing } from '../../../src/target/browser/browsing';
import type { Install } from '../../../src/target/install';
import type { RunAccount } from '../../../src/target/state';

const URL = 'http://127.0.0.1:1/';
const PAGE = `<button>Open</button><script>
  document.querySelector('button').onclick = async () => {
    const field = document.body.appendChild(document.createElement('input'));
    const answer = await fetch('/api/rpc/v0/', { method: 'POST', body: '{"id":1,"method":"records.get"}' });
    field.value = (await answer.json()).result;
  };
</script>`;

test('a value that a page shows after its field is read when it is there', async () => {
  const browsing = new Browsing(URL);
  const driver = await PageDriver.in(await browsing.contextOf(undefined));
  const { page } = driver;
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
  await page.route('**/api/rpc/v0/', async (route) => {
    await new Promise((done) => setTimeout(done, 500));
    await route.fulfill({ json: { id: 1, result: 'the value' } });
  });
  await page.goto(URL);
  const control = {
    use: async () => {
      await page.getByRole('button').click();
      await page.getByRole('textbox').waitFor();
      return () => page.getByRole('textbox').inputValue();
    },
  } as unknown as Control;
  const { outcome, text } = await driver.use(control, {} as ControlContext);
  expect({ outcome: outcome.kind, text }).toEqual({ outcome: 'allowed', text: 'the value' });
  await driver.close();
  await browsing.end();
});

test('what one page shows proves its user once, until something is opened on it', async () => {
  const browsing = new Browsing(URL);
  const install = { baseUrl: URL } as Install;
  const account = { username: 'jane' } as RunAccount;
  const user: PageUser = { install, role: roleIn(LOCAL, 'editor'), account, spendable: false };
  const driver = await PageDriver.in(await browsing.contextOf(undefined), user);
  const { page } = driver;
  let proofs = 0;
  let username = 'jane';
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
  await page.route(URL, async (route) => {
    proofs += 1;
    const data = JSON.stringify({ user: { username } });
    const body = `<script id="common-data" type="application/json">${data}</script>`;
    await route.fulfill({ contentType: 'text/html', body });
  });
  const place = { name: 'a page', open: () => page.goto(`${URL}a/`) };
  const button = page.getByRole('button');
  const control = (locate: () => Locator, within: Step[] = []) =>
    ({ name: 'a control', page: place, locate, within }) as unknown as Control;
  const context = { args: {}, world: { edition: 1 } } as unknown as ControlContext;
  const find = (sought: Control) => driver.find(sought, context);
  const absent = () => page.getByText('Nowhere');

  expect([await find(control(absent)), await find(control(absent)), proofs]).toEqual(['absent', 'absent', 1]);
  const menu: Step = { opener: () => button, open: () => button.focus(), menu: true };
  expect([await find(control(absent, [menu])), proofs]).toEqual(['absent', 2]);
  // What is done by hand the driver does not see.
  driver.pages();
  await driver.prove();
  username = 'joe';
  await expect(driver.prove()).rejects.toThrow(SessionEnded);
  await expect(find(control(absent))).rejects.toThrow(SessionEnded);
  await driver.close();
  await browsing.end();
});
