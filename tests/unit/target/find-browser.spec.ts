import { expect, test } from '@playwright/test';
import { findBrowser, type Probes } from '../../../src/target/browser/find-browser';
import { BROWSER_VARIABLE, NoBrowser } from '../../../src/target/browser/no-browser';

const OWN = '/cache/playwright/chrome';
const PACKAGED = {
  executablePath: '/tmp/package/chromium',
  env: { FONTCONFIG_FILE: '/tmp/package/fonts.conf' },
};

/** A machine on which only the given files exist. */
function machine(files: string[], more: Partial<Probes> = {}): Probes {
  return {
    env: { PATH: '/usr/local/bin:/usr/bin' },
    platform: 'linux',
    isRoot: false,
    mayIsolate: () => true,
    exists: (file) => files.includes(file),
    playwright: () => Promise.resolve(OWN),
    package: () => Promise.resolve(undefined),
    ...more,
  };
}

const everything = [OWN, '/usr/bin/chromium', '/opt/chrome'];
const withPackage = { package: () => Promise.resolve(PACKAGED) };

test('the browser that the environment names comes first', async () => {
  const found = await findBrowser(machine(everything, { env: { [BROWSER_VARIABLE]: '/opt/chrome' } }));
  expect(found).toEqual({ executablePath: '/opt/chrome', source: 'environment', args: [] });
});

test('a browser that the environment names and that is not there is an error, whatever else there is', async () => {
  const search = findBrowser(machine([OWN], { env: { [BROWSER_VARIABLE]: '/opt/chrome' } }));
  await expect(search).rejects.toThrow(`${BROWSER_VARIABLE} names /opt/chrome, which does not exist.`);
});

test('Playwright’s own comes before the system’s', async () => {
  expect(await findBrowser(machine(everything))).toMatchObject({ executablePath: OWN, source: 'playwright' });
});

const last: [why: string, more: Partial<Probes>][] = [
  ['pages are to be seen', { env: { PATH: '/usr/bin', QA_PLAN_HEADED: '1' } }],
  ['only known programs may make its sandbox', { mayIsolate: () => false }],
  ['it can not be unpacked', { package: () => Promise.reject(new NoBrowser('no space')) }],
];

test('the package’s, a headless shell, comes before those that are installed', async () => {
  expect(await findBrowser(machine(everything, withPackage))).toMatchObject({ source: 'package' });
});

for (const [why, more] of last) {
  test(`the package’s comes after those that are installed where ${why}`, async () => {
    const probes = { ...withPackage, ...more };
    expect(await findBrowser(machine(['/usr/bin/chromium'], probes))).toMatchObject({ source: 'system' });
    expect(await findBrowser(machine(everything, probes))).toMatchObject({ source: 'playwright' });
    const alone = await findBrowser(machine([], probes)).catch(String);
    expect(JSON.stringify(alone)).toMatch(/"source":"package"|no space/);
  });
}

test('Chrome comes before Chromium, in whichever folder', async () => {
  const found = await findBrowser(machine(['/usr/local/bin/chromium', '/usr/bin/google-chrome']));
  expect(found.executablePath).toBe('/usr/bin/google-chrome');
});

test('the package’s is taken with what it needs, and with web security on', async () => {
  const found = await findBrowser(machine([], withPackage));
  expect(found).toMatchObject({ ...PACKAGED, source: 'package' });
  expect(found.args).not.toContain('--disable-web-security');
});

test('root goes without the sandbox, others keep it', async () => {
  const asRoot = await findBrowser(machine(everything, { isRoot: true }));
  const asUser = await findBrowser(machine(everything));
  expect(asRoot.args).toContain('--no-sandbox');
  expect(asUser.args).not.toContain('--no-sandbox');
});

const places = [
  {
    platform: 'darwin',
    env: {},
    file: '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  },
  {
    platform: 'win32',
    env: { PROGRAMFILES: String.raw`C:\Program Files` },
    file: String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  },
] as const;
for (const { platform, env, file } of places) {
  test(`the system’s is found on ${platform}`, async () => {
    const found = await findBrowser(machine([file], { platform, env }));
    expect(found).toMatchObject({ executablePath: file, source: 'system' });
  });
}

test('without any, the error names every way out', async () => {
  const failure: unknown = await findBrowser(machine([])).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(NoBrowser);
  for (const way of [
    'playwright install chromium',
    'apt-get install',
    '@sparticuz/chromium',
    BROWSER_VARIABLE,
  ]) {
    expect(String(failure)).toContain(way);
  }
});
