import { existsSync } from 'node:fs';
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

/**
 * Finds a browser, in this order: the one that the environment names, Playwright's own, a Chrome or Chromium
 * of the system, the one in an npm package.
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
      throw new NoBrowser(`${BROWSER_VARIABLE} names ${named}, which does not exist.`);
    return found(named, 'environment');
  }
  const own = await probes.playwright();
  if (own && probes.exists(own)) return found(own, 'playwright');
  const system = systemCandidates(probes).find((file) => probes.exists(file));
  if (system) return found(system, 'system');
  const packaged = await probes.package();
  // It is built for machines without a graphics card; the package's other arguments switch web security off.
  if (packaged) {
    const { executablePath, env } = packaged;
    const args = ['--disable-gpu', '--use-gl=angle', '--use-angle=swiftshader'];
    return { ...found(executablePath, 'package', args), env };
  }
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

/** The probes of this machine. */
function machine(): Probes {
  return {
    env: process.env,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    exists: existsSync,
    playwright: async () => {
      const { chromium } = await import('@playwright/test');
      return chromium.executablePath();
    },
    package: packagedBrowser,
  };
}
