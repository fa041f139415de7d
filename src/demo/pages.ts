import type { BrowserContext, Page } from '@playwright/test';
import type { Observation } from '../engine/attempt';
import type { Browsing } from '../target/browser/browsing';
import { PageCalls } from '../engine/ui/page-calls';
import { ErrorPage } from '../../pages';
import type { Outcome } from '../target/outcome';
import type { RunAccount } from '../target/state';
import type { Role } from '../roles';
import { DEMO_SIGHTS, type DemoSight, type Subject } from './page-actions';

/** What a demo says of itself in its title or above its content, unless `DEMO_BANNER` says otherwise. */
const DEFAULT_NOTICE = 'demo';

/** A sight by its name. @throws Error for an unknown one */
export function sightNamed(name: string): DemoSight {
  const sight = DEMO_SIGHTS.find((candidate) => candidate.name === name);
  if (!sight) throw new Error(`unknown sight "${name}"`);
  return sight;
}

/** Looks at pages of a demo as its roles, one worker's; each role has a browser context of its own. */
export class DemoPages {
  private readonly contexts = new Map<string, Promise<BrowserContext>>();
  private readonly notice: RegExp;

  /** @param notice a regular expression; upper and lower case do not matter */
  constructor(
    private readonly browsing: Browsing,
    notice: string | undefined,
  ) {
    this.notice = new RegExp(notice === undefined || notice === '' ? DEFAULT_NOTICE : notice, 'i');
  }

  /**
   * Opens a page and looks for what a sight is about.
   * @returns as of an attempt: allowed when it is there, denied when it is not or the page is refused
   * @throws NoBrowser when there is none; an error when the page shows neither itself nor a refusal
   */
  async look(
    sight: DemoSight,
    role: Role,
    account: RunAccount | undefined,
    subject: Subject,
  ): Promise<Observation> {
    const path = await sight.path(subject);
    const canary = await sight.canary?.(subject);
    const page = await (await this.contextOf(role, account)).newPage();
    try {
      const calls = new PageCalls(page);
      await new ErrorPage(page).open(path);
      await calls.quiet();
      const text = await page.locator('body').innerText();
      const outcome = sight.notice
        ? await this.noticeOn(page, account)
        : await outcomeOf(page, sight, subject);
      return {
        request: { page: path, control: sight.name },
        outcome,
        answer: text,
        changes: [],
        // A page that is refused must not show it either.
        canarySeen: canary === undefined ? undefined : text.includes(canary),
        expectedPart: undefined,
      };
    } finally {
      await page.close();
    }
  }

  async end(): Promise<void> {
    await this.browsing.end();
  }

  private contextOf(role: Role, account: RunAccount | undefined): Promise<BrowserContext> {
    let context = this.contexts.get(role.name);
    if (!context) {
      context = this.browsing.contextOf(account?.session);
      this.contexts.set(role.name, context);
    }
    return context;
  }

  /** In the title, or on the page outside its content; an account's name does not count. */
  private async noticeOn(page: Page, account: RunAccount | undefined): Promise<Outcome> {
    const title = await page.title();
    const content = page.getByRole('main').first();
    const main = (await content.count()) > 0 ? await content.innerText() : '';
    const around = (await page.locator('body').innerText()).replace(main, '');
    const said = `${title}\n${around}`.replaceAll(account?.username ?? '\0', '');
    if (this.notice.test(said)) return { kind: 'allowed' };
    return hidden(
      `neither the title "${title}" nor the page around its content matches ${String(this.notice)}`,
    );
  }
}

const hidden = (message: string): Outcome => ({ kind: 'denied', reason: 'refused', code: 0, message });

async function outcomeOf(page: Page, sight: DemoSight, subject: Subject): Promise<Outcome> {
  const { refusal } = new ErrorPage(page);
  if (await refusal.login.isVisible())
    return { kind: 'denied', reason: 'login', code: 0, message: 'the login page' };
  if (await refusal.heading.isVisible()) {
    const message = (await refusal.message.innerText()).replaceAll(/\s+/g, ' ');
    return { kind: 'denied', reason: 'not-found', code: 0, message };
  }
  if (!sight.locate) return { kind: 'allowed' };
  const shown = await sight.locate(page, subject).filter({ visible: true }).count();
  return shown > 0 ? { kind: 'allowed' } : hidden(`the page does not show it: ${sight.name}`);
}
