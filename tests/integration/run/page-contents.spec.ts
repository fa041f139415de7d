import { expect, test } from '@playwright/test';
import { PageDriver } from '../../../src/engine/ui/page-driver';
import { Browsing } from '../../../src/target/browser/browsing';
import { setFault, startStandIn, WITH_FAULTS, type StandIn } from '../../../src/target/stand-in';
import { Trial } from '../support/trial-runner';
import { trialPlan } from '../support/trial-plan';

test.describe.configure({ mode: 'serial' });
test.setTimeout(600_000);

const REST = 'deny: collaborator | deny: login |';
const PLAN = trialPlan(
  [
    `| T-1 | Delete a record | \`records.delete\` | allow | allow | deny: privilege | ${REST}`,
    '| T-2 | Open the page of a record | `page.contents(page: record)` | allow | allow | allow | deny: not-found | deny: login |',
    '| T-3 | Open the home page | `page.contents` | allow | allow | allow | allow | deny: login |',
    '| T-4 | Open the page of users | `page.contents(page: users)` | allow | deny: not-found | deny: not-found | deny: not-found | deny: login |',
    '| T-5 | Open the page of a closed table | `page.contents(page: closed table)` | allow | allow | allow | deny: not-found | deny: login |',
  ],
  'ui',
);
const ON_PAGE = 'record page: Delete Record';
const everything = (page: string) => `everything on the page: ${page}`;

let standIn: StandIn;
let trial: Trial;

test.afterEach(() => setFault(standIn, null));

test.beforeAll(async () => {
  test.setTimeout(600_000);
  standIn = await startStandIn(WITH_FAULTS);
  trial = await Trial.of(PLAN, standIn);
});

test.afterAll(async () => {
  await trial.end();
  await standIn.stop();
});

async function seen(rule: string, role: string, control: string, allow = true): Promise<string | undefined> {
  const found = await trial.cells(allow, { control, roles: [role] }, rule);
  return found[`${rule} ${role}`]?.verdict;
}

test('a whole install offers what the plan knows, and refused pages have nothing but their frame', async () => {
  expect(await seen('T-1', 'viewer', ON_PAGE, false)).toBe('pass');
  for (const role of ['admin', 'viewer']) {
    expect(await seen('T-2', role, everything('record'))).toBe('pass');
    expect(await seen('T-5', role, everything('closed table'))).toBe('pass');
  }
  expect(await seen('T-3', 'viewer', everything('home'))).toBe('pass');
  expect(await seen('T-3', 'outsider', everything('home'))).toBe('pass');
  for (const role of ['editor', 'outsider', 'anonymous'])
    expect(await seen('T-4', role, everything('users'), false)).toBe('pass');
});

test('a link to the administration for everybody is found in the menu', async () => {
  await setFault(standIn, 'administration-for-everybody');
  expect(await seen('T-3', 'viewer', everything('home'))).toBe(
    'unexpected control: link "Administration" can be activated',
  );
  expect(await seen('T-3', 'admin', everything('home'))).toBe('pass');
});

for (const way of ['without-size', 'off-screen', 'transparent', 'on-hover', 'covered'])
  test(`a button that is ${way} is offered to whoever may not use it`, async () => {
    await setFault(standIn, `delete-record-${way}`);
    expect(await seen('T-1', 'viewer', ON_PAGE, false)).toMatch(/^offered but refused/);
    expect(await seen('T-2', 'viewer', everything('record'))).toBe(
      'unexpected control: button "Delete Record" can be activated',
    );
  });

for (const { way, control } of [
  { way: 'for-a-moment', control: 'button "Delete Record"' },
  { way: 'renamed', control: 'button "Remove this"' },
  { way: 'as-text', control: 'generic "Delete this"' },
])
  test(`a button that is there ${way} is no control that the plan knows`, async () => {
    await setFault(standIn, `delete-record-${way}`);
    expect(await seen('T-2', 'viewer', everything('record'))).toBe(
      `unexpected control: ${control} can be activated`,
    );
  });

const FLASH = `<p>still there</p><script>
  const row = document.body.appendChild(document.createElement('p'));
  row.textContent = 'a closed row';
  requestAnimationFrame(() => row.remove());
</script>`;

test('a text that was shown for a moment is of the page’s whole text', async () => {
  const browsing = new Browsing(standIn.baseUrl);
  const driver = await PageDriver.in(await browsing.contextOf(undefined));
  await driver.page.goto(`data:text/html,${encodeURIComponent(FLASH)}`);
  await expect(driver.page.getByText('a closed row')).toBeHidden();
  expect(await driver.text()).toBe('still there');
  expect(await driver.everyText()).toContain('a closed row');
  await browsing.end();
});
