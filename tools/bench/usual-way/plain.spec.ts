import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { MATHESAR_CONTROLS } from '../../../src/controls';
import type { ControlContext } from '../../../src/controls/control';
import { LoginPage, pageObjects } from '../../../pages';
import type { PlainCell } from './plain-cells';

// The usual way to test permissions with Playwright: each test logs its role in, goes where a control is and looks for it,
// or sends one call. It proves less than a cell of the plan: nothing is used, and nobody looks at the database.

const { BENCH_CELLS: file = '', BENCH_URL: url = '', BENCH_STORED_SESSIONS } = process.env;
const cells = JSON.parse(readFileSync(file, 'utf8')) as PlainCell[];
const hasStoredSessions = BENCH_STORED_SESSIONS === '1';

for (const cell of cells)
  test(cell.title, async ({ page }) => {
    await signIn(page, cell);
    if (cell.call) await send(page, cell, cell.call);
    else if (cell.look) await look(page, cell, cell.look);
  });

async function signIn(page: Page, { account }: PlainCell): Promise<void> {
  if (!account) return;
  const { username, password, session } = account;
  if (hasStoredSessions) {
    await page.context().addCookies([
      { name: 'sessionid', value: session.sessionId, url },
      { name: 'csrftoken', value: session.csrfToken, url },
    ]);
    return;
  }
  const login = new LoginPage(page);
  await login.open();
  await login.logIn(username, password);
}

async function send(page: Page, { allowed }: PlainCell, call: NonNullable<PlainCell['call']>): Promise<void> {
  const answer = await page.request.post('/api/rpc/v0/', { data: { jsonrpc: '2.0', id: 1, ...call } });
  expect(await answer.json()).toHaveProperty(allowed ? 'result' : 'error');
}

async function look(
  page: Page,
  { allowed, role }: PlainCell,
  { control: name, ...about }: NonNullable<PlainCell['look']>,
) {
  const control = MATHESAR_CONTROLS.named(name);
  // What finds a control and opens its page takes no more than this of a world and a role.
  const context = {
    ...(about.made as object),
    pages: pageObjects(page),
    world: about.world,
    role: { name: role },
    args: about.args,
  } as unknown as ControlContext;
  await control.page.open(context);
  for (const step of control.within ?? []) {
    if (!allowed && !(await step.opener(context).isVisible())) return;
    await step.open(context);
  }
  const found = control.locate(context).first();
  await (allowed
    ? expect(found).toBeEnabled()
    : expect(found)
        .toBeHidden()
        .catch(() => expect(found).toBeDisabled()));
}
