import type { BrowserContext } from '@playwright/test';
import type { Browsing } from '../../target/browser/browsing';
import { PageDriver } from './page-driver';
import { accountOf, type RunAccount, type RunState } from '../../target/state';
import type { Role } from '../../roles';
import { throwAwayAccount } from '../../world/throw-away-account';
import type { World } from '../../world/world';

/** The pages of one worker: one per role, kept from cell to cell. */
export class PageSessions {
  /** The methods and endpoints that pages have called; whoever reads it empties it. */
  readonly called = new Set<string>();
  private readonly kept = new Map<string, Promise<PageDriver>>();

  constructor(
    private readonly state: RunState,
    private readonly browsing: Browsing,
  ) {}

  /**
   * Opens or reuses the page of a role.
   * @param spendable a world whose throw-away account acts for the role, on a page that the caller closes
   * @throws NoBrowser when there is none; Error when the role could not be set up
   */
  async for(role: Role, spendable?: World): Promise<PageDriver> {
    if (spendable) {
      const { account } = await throwAwayAccount(spendable, role);
      return this.open(role, account, true);
    }
    let page = this.kept.get(role.name);
    // A crashed browser closes all pages, and only one of them was being looked at.
    if (!page || (await page.catch(() => undefined))?.page.isClosed()) {
      page = this.open(role, accountOf(this.state, role), false);
      this.kept.set(role.name, page);
    }
    return page;
  }

  /** A browser of an account's own, as a person has one, which the caller closes. @throws NoBrowser when there is none */
  browserOf(account: Pick<RunAccount, 'session'> | undefined): Promise<BrowserContext> {
    return this.browsing.contextOf(account?.session, { remembers: true });
  }

  private async open(role: Role, account: RunAccount | undefined, spendable: boolean): Promise<PageDriver> {
    const user = { install: this.state, role, account, spendable };
    return PageDriver.in(await this.browsing.contextOf(account?.session), user, this.called);
  }

  /** Drops a page after an error: its state is unknown. */
  discard(role: Pick<Role, 'name'>): void {
    const page = this.kept.get(role.name);
    this.kept.delete(role.name);
    page?.then((found) => found.close()).catch(() => undefined);
  }
}
