import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { BROWSER_VARIABLE, NoBrowser, WAYS_OUT } from './no-browser';
import { packagedBrowser, type PackagedBrowser } from './packaged-browser';

/** A browser that can be launched. */
export interface FoundBrowser {
  executablePath: string;
  /** Arguments that it needs on this machine. */
  args: string[];
  /** Variables that it needs in its environment beside those that are there. */
  env?: Record<string, string>;
  /** Origin, for messages. */
  source: 'environment' | 'playwright' | 'system' | 'package';
}

/** Where to look for a browser; tests pass their own. */
export interface Probes {
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  isRoot: boolean;
  /** Whether any program of a user may make namespaces, of which Chromium makes its sandbox. */
  mayIsolate: () => boolean;
  exists: (file: string) => boolean;
  /** Where Playwright installs its own; the file may not exist. */
  playwright: () => Promise<string | undefined>;
  /** The browser inside the package `@sparticuz/chromium`; undefined when it can not run here. */
  package: () => Promise<PackagedBrowser | undefined>;
}

/** Why the browser of the packages shows nothing. */
export const NO_WINDOW = `--headed and --debug need a browser with a window, and the one that comes with the packages has none.
  Install Chrome or Chromium, or run: npx playwright install chromium
  To see what happened on a page without a window: --trace on, then npx playwright show-trace <file>`;

const SYSTEM_NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
];
const MAC_APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const WINDOWS_FOLDERS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
const WINDOWS_PROGRAMS = [
  String.raw`Google\Chrome\Application\chrome.exe`,
  String.raw`Chromium\Application\chrome.exe`,
  String.raw`Microsoft\Edge\Application\msedge.exe`,
];

/** Set in the runner where pages are to be seen in a window. */
const HEADED_VARIABLE = 'QA_PLAN_HEADED';

/** Tells all processes of a run whether pages are to be seen in a window. */
export const setHeaded = (isHeaded: boolean): void => {
  process.env[HEADED_VARIABLE] = isHeaded ? '1' : '';
};

/**
 * Finds a browser, in this order: the one that the environment names, the one in an npm package, Playwright's own, a Chrome
 * or Chromium of the system. The package's is a headless shell, faster than a whole browser. It comes last where pages are to be seen in a window, which it has not, and where the system lets only the
 * browsers that it knows make a sandbox.
 *
 * @throws NoBrowser when there is none, or when the environment names one that does not exist
 */
export async function findBrowser(probes: Probes = machine()): Promise<FoundBrowser> {
  const found = (
    executablePath: string,
    source: FoundBrowser['source'],
    args: string[] = [],
  ): FoundBrowser => ({
    executablePath,
    source,
    // Chromium's sandbox does not work for root.
    args: probes.isRoot ? ['--no-sandbox', ...args] : args,
  });
  const named = probes.env[BROWSER_VARIABLE];
  if (named) {
    if (!probes.exists(named))
      throw new NoBrowser(
        `${BROWSER_VARIABLE} names ${named}, which does not exist.\n` +
          'Correct it, leave it out, or try only the API: npx playwright test --grep @api',
      );
    return found(named, 'environment');
  }
  const installed = async (): Promise<FoundBrowser | undefined> => {
    const own = await probes.playwright();
    if (own && probes.exists(own)) return found(own, 'playwright');
    const system = systemCandidates(probes).find((file) => probes.exists(file));
    return system === undefined ? undefined : found(system, 'system');
  };
  const packaged = async (): Promise<FoundBrowser | undefined> => {
    const its = await probes.package();
    if (!its) return undefined;
    // It is built for machines without a graphics card; the package's other arguments switch web security off.
    const args = ['--disable-gpu', '--use-gl=angle', '--use-angle=swiftshader'];
    return { ...found(its.executablePath, 'package', args), env: its.env };
  };
  const isShellFit = !probes.env[HEADED_VARIABLE] && (probes.isRoot || probes.mayIsolate());
  // One that can not be unpacked is no reason to go without another.
  const shell = isShellFit ? await packaged().catch(() => undefined) : undefined;
  const any = shell ?? (await installed()) ?? (await packaged());
  if (any) return any;
  throw new NoBrowser(
    'No browser was found: neither Playwright’s own nor a system Chrome or Chromium; the one in the\n' +
      `npm package @sparticuz/chromium runs only on x64 Linux.\n${WAYS_OUT}`,
  );
}

function systemCandidates({ platform, env }: Probes): string[] {
  if (platform === 'darwin') return MAC_APPLICATIONS;
  if (platform === 'win32') {
    const folders = WINDOWS_FOLDERS.flatMap((name) => env[name] ?? []);
    return folders.flatMap((folder) => WINDOWS_PROGRAMS.map((program) => path.win32.join(folder, program)));
  }
  const folders = (env.PATH ?? '').split(':').filter(Boolean);
  return SYSTEM_NAMES.flatMap((name) => folders.map((folder) => path.posix.join(folder, name)));
}

/** Settings of Linux by which only some programs, or none, may make user namespaces, with the value that says so. */
const NAMESPACES = [
  ['/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1'],
  ['/proc/sys/kernel/unprivileged_userns_clone', '0'],
  ['/proc/sys/user/max_user_namespaces', '0'],
] as const;

/** What a file of one line says; undefined where it can not be read. */
function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** The probes of this machine. */
function machine(): Probes {
  return {
    env: process.env,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    mayIsolate: () => NAMESPACES.every(([file, forbidden]) => contentOf(file) !== forbidden),
    exists: existsSync,
    playwright: async () => {
      const { chromium } = await import('@playwright/test');
      return chromium.executablePath();
    },
    package: packagedBrowser,
  };
}
