import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserType,
  type LaunchOptions,
} from '@playwright/test';
import type { Session } from '../client';
import { findBrowser } from './find-browser';

/** Milliseconds after which what a page should show or do is given up. */
const PATIENCE_MS = 10_000;

/** Pixels of a page. */
const WINDOW = { width: 1440, height: 1000 };

/** A browser that is started when it is first needed, and one context per person. */
export class Browsing {
  private started: Promise<Browser> | undefined;

  /** @param launcher starts the browser; Playwright's own fixture for it, so that `--headed` and traces work */
  constructor(
    private readonly baseURL: string,
    private readonly launcher: Pick<BrowserType, 'launch'> = chromium,
  ) {}

  /** The browser. @throws NoBrowser when there is none */
  browser(): Promise<Browser> {
    this.started ??= launchOptionsFor(this.baseURL).then((options) => this.launcher.launch(options));
    return this.started;
  }

  /**
   * A browser context in which an account is logged in, or nobody.
   * @throws NoBrowser when there is none
   */
  async contextOf(session: Session | undefined): Promise<BrowserContext> {
    const { baseURL } = this;
    const browser = await this.browser();
    const context = await browser.newContext({
      baseURL,
      viewport: WINDOW,
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
    // Mathesar keeps there which sections are open; every page shall begin as a new user's does.
    await context.addInitScript('localStorage.clear()');
    return context;
  }

  async end(): Promise<void> {
    await (await this.started)?.close();
  }
}

/**
 * What a browser is started with, in which pages of an install are looked at; throws as {@link findBrowser}.
 *
 * The browser's own traffic is none of the suite's, and pages of administrators ask for news of releases elsewhere: no
 * host but the install's can be reached. A painted page costs a third less without the stand-in for a graphics card,
 * and a page full of cells a quarter less when it is painted in one piece instead of in tiles of 256 pixels.
 */
async function launchOptionsFor(baseURL: string): Promise<LaunchOptions> {
  const { executablePath, args } = await findBrowser();
  const { hostname } = new URL(baseURL);
  const quiet = `--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE ${hostname}`;
  const { width, height } = WINDOW;
  const tile = [`--default-tile-width=${String(width)}`, `--default-tile-height=${String(height)}`];
  return { executablePath, args: [...args, quiet, '--disable-gpu', ...tile] };
}
