import { expect, test } from '@playwright/test';
import type { Control, ControlContext } from '../../../src/controls/control';
import { PageDriver } from '../../../src/engine/ui/page-driver';
import { Browsing } from '../../../src/target/browser/browsing';

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
