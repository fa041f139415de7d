import type { PageStep } from '../recipe';

/** What a spec needs to look at pages. */
export const PAGE_IMPORTS = `import { readFile } from 'node:fs/promises';
import { expect, test, type APIRequestContext, type Browser, type Locator, type Request } from '@playwright/test';`;

export const PAGE_PROLOGUE = String.raw`/** A page of its own, on which somebody is signed in; what was read on it; and what waits until it has shown all. */
async function openBrowser(browser: Browser, { context }: { context: APIRequestContext }) {
  const storageState = await context.storageState();
  const own = await browser.newContext({ baseURL: url, storageState, viewport: { width: 1440, height: 1000 } });
  own.setDefaultTimeout(10_000);
  const page = await own.newPage();
  const asked = new Set<Request>();
  page.on('request', (request) => request.url().startsWith(url) && asked.add(request));
  page.on('requestfinished', (request) => asked.delete(request));
  page.on('requestfailed', (request) => asked.delete(request));
  const quiet = async () => {
    for (let still = 0; still < 4; still = asked.size > 0 ? 0 : still + 1) await page.waitForTimeout(50);
  };
  return { page, quiet, read: [] as string[] };
}

const visible = (control: Locator) => control.filter({ visible: true }).first();

/** Whether a control is there for use: shown, and not disabled, by style only either. */
async function isOffered(control: Locator): Promise<boolean> {
  if ((await visible(control).count()) === 0) return false;
  return visible(control).evaluate(
    (element) =>
      ![element, element.closest('label')?.control].some(
        (part) => part && (part.matches(':disabled, .disabled') || part.closest('[aria-disabled=true]')),
      ),
  );
}
`;

/** Looks for a control, and uses it where it is offered: afterwards the page's text and what was read are in told. */
export function writePageAttempt({ by, page }: PageStep, isAllowed: boolean): string[] {
  const { open, within, locator, enable, use, control } = page;
  const nobody = '{ context: await newContext() }';
  const who = by === 'nobody' ? nobody : by === 'admin' ? 'admin' : 'actor';
  const enabling =
    enable.length === 0
      ? []
      : [
          `if ((await visible(${locator}).count()) === 0) return false;`,
          'try {',
          ...enable.map((line) => `  ${line}`),
          '} catch {',
          '  return false;',
          '}',
        ];
  const looking = [
    ...open,
    'await quiet();',
    ...within.flatMap(({ opener, open: opening }) => [
      `if (!(await isOffered(${opener}))) return false;`,
      ...opening,
      'await quiet();',
    ]),
    ...enabling,
    `return isOffered(${locator});`,
  ];
  const offers = `the page offers "${control}"`;
  const using =
    use.length === 0
      ? []
      : isAllowed
        ? [
            `expect(isThere, ${JSON.stringify(offers)}).toBe(true);`,
            "const failed = await use().then(() => '', (error: Error) => error.message);",
            "expect(failed, 'using it').toBe('');",
            'await quiet();',
          ]
        : ['if (isThere) await use().catch(() => undefined);', 'await quiet();'];
  return [
    `const { page, quiet, read } = await openBrowser(browser, ${who});`,
    'const lookForIt = async () => {',
    ...looking.map((line) => `  ${inCode(line)}`),
    '};',
    ...(use.length === 0
      ? []
      : ['const use = async () => {', ...use.map((line) => `  ${inCode(line)}`), '};']),
    '',
    'const isThere = await lookForIt();',
    ...using,
    `const told = [await page.locator('body').innerText(), ...read].join('\\n');`,
  ];
}

export const writeOffered = (control: string, isAllowed: boolean): string =>
  `expect.soft(isThere, ${JSON.stringify(`the page offers "${control}"`)}).toBe(${String(isAllowed)});`;

/** A line in which names in quotes and regular expressions become values. */
function inCode(line: string): string {
  return line
    .replaceAll(/'((?:[^'\\\n]|\\.)*)'/g, (whole, text: string) =>
      text.includes('{{') ? `\`${named(text.replaceAll(/[\`$]/g, '\\$&'))}\`` : whole,
    )
    .replaceAll(/\/(\^(?:[^/\\\n]|\\.)*)\/([a-z]*)/g, (whole, pattern: string, flags: string) =>
      pattern.includes('{{')
        ? `new RegExp(String.raw\`${named(pattern)}\`${flags === '' ? '' : `, '${flags}'`})`
        : whole,
    );
}

const named = (text: string) => text.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => `\${${name}}`);
