import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser, BrowserContext, BrowserType, LaunchOptions } from '@playwright/test';
import type { Session } from '../client';
import { messageOf } from '../message';
import { phase } from '../phases';
import { findBrowser } from './find-browser';
import { cannotStart, NoBrowser, WAYS_OUT } from './no-browser';

/** Timeout of actions and navigations on pages, in milliseconds. */
export const PATIENCE_MS = 10_000;

/** Viewport size in pixels. */
const WINDOW = { width: 1440, height: 1000 };

/**
 * A page that navigates keeps its frame (RenderDocument), which saves a third of the cost of opening it. The last list
 * of a command line replaces the others, so Playwright's own features begin it.
 */
const FEATURES =
  'CDPScreenshotNewSurface,SkipListAccountsWithoutGaiaCookies,RenderDocument:level/crashed-frame';

/** A browser that is started when it is first needed, with one context per account. */
export class Browsing {
  private started: Promise<Browser> | undefined;
  private temp: string | undefined;

  /** @param launcher starts the browser; Playwright's own fixture, so that `--headed` and traces work */
  constructor(
    private readonly baseURL: string,
    private readonly launcher: Pick<BrowserType, 'launch'> = chromium,
  ) {}

  /** The browser; a new one where the last one has crashed. @throws NoBrowser when there is none, or it does not start */
  async browser(): Promise<Browser> {
    const { started } = this;
    if ((await started?.catch(() => undefined))?.isConnected() === false && this.started === started)
      this.started = undefined;
    this.started ??= phase('browser started', () => this.start());
    return this.started;
  }

  private async start(): Promise<Browser> {
    this.temp ??= makeTemp();
    const options = await launchOptionsFor(this.baseURL, this.temp);
    const launch = () => this.launcher.launch(options);
    return launch()
      .catch((error: unknown) => {
        // Chromium crashes at its start once in a thousand times, in the C library; what is wrong with it stays wrong.
        if (!messageOf(error).includes('has been closed')) throw error;
        return launch();
      })
      .catch((error: unknown) => {
        throw cannotStart(options.executablePath ?? '', error, options.env ?? {});
      });
  }

  /**
   * A browser context in which an account is logged in, or an anonymous one.
   * @param remembers keeps what pages store in it, like the browser of a person; by default, each page starts anew
   * @throws NoBrowser when there is none
   */
  async contextOf(session: Session | undefined, { remembers = false } = {}): Promise<BrowserContext> {
    const { baseURL } = this;
    const browser = await this.browser();
    const context = await browser.newContext({
      baseURL,
      viewport: WINDOW,
      locale: 'en-US',
      permissions: ['clipboard-read', 'clipboard-write'],
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    if (session) {
      await context.addCookies([
        { name: 'sessionid', value: session.sessionId, url: baseURL },
        { name: 'csrftoken', value: session.csrfToken, url: baseURL },
      ]);
    }
    // Mathesar stores there which sections are open; every page must start as it does for a new user.
    if (!remembers) await context.addInitScript('localStorage.clear()');
    return context;
  }

  async end(): Promise<void> {
    const browser = await this.started?.catch(() => undefined);
    await browser?.close();
    if (this.temp !== undefined) removeTemp(this.temp);
    this.temp = undefined;
  }
}

/** Temporary folders of the browsers of this process, which go with it at the latest. */
const temps = new Set<string>();
process.once('exit', () => {
  for (const folder of temps) removeTemp(folder);
});

function makeTemp(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'qa-plan-browser-'));
  temps.add(folder);
  return folder;
}

function removeTemp(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  temps.delete(folder);
}

/**
 * Launch options for viewing the pages of an install; throws as {@link findBrowser}.
 *
 * Only the install's host can be reached, because browsers make requests of their own and administrators'
 * pages look up new releases. Painting takes a third less time without software emulation of a graphics card,
 * and a quarter less for a page full of cells when it is painted in one piece instead of 256-pixel tiles.
 * @param temp the temporary folder of the package's browser, which leaves a file there now and then when it ends. A whole
 *   browser keeps the system's: it has a socket there, whose path may have 107 characters (unix(7)).
 */
export async function launchOptionsFor(baseURL: string, temp?: string): Promise<LaunchOptions> {
  const { executablePath, args, env, source } = await findBrowser();
  const { hostname } = new URL(baseURL);
  const quiet = `--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE ${hostname}`;
  const { width, height } = WINDOW;
  const tile = [`--default-tile-width=${String(width)}`, `--default-tile-height=${String(height)}`];
  return {
    executablePath,
    env: { ...process.env, ...env, ...(source === 'package' && temp !== undefined && { TMPDIR: temp }) },
    args: [...args, quiet, '--disable-gpu', ...tile, `--enable-features=${FEATURES}`],
  };
}

/**
 * Tries the browser as the cells on pages will use it.
 * @throws NoBrowser when there is none, it does not start, or text has no size in it, which hides all controls
 */
export async function requireBrowser(launcher: Pick<BrowserType, 'launch'> = chromium): Promise<void> {
  const browsing = new Browsing('http://127.0.0.1', launcher);
  try {
    const browser = await browsing.browser();
    const page = await browser.newPage();
    await page.setContent('<span>text</span>');
    const box = await page.locator('span').boundingBox();
    if (!box?.width) throw new NoBrowser(`The browser finds no font, so that text has no size.\n${WAYS_OUT}`);
  } finally {
    await browsing.end();
  }
}
