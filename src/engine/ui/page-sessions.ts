import type { Browsing } from '../../target/browser/browsing';
import { PageDriver } from './page-driver';
import type { RunState } from '../../target/state';
import type { Role } from '../../roles';
import { throwAwayAccount } from '../../world/throw-away-account';
import type { World } from '../../world/world';

/** The pages of one worker: one per role, kept from cell to cell. */
export class PageSessions {
  private readonly kept = new Map<string, Promise<PageDriver>>();

  constructor(
    private readonly state: RunState,
    private readonly browsing: Browsing,
  ) {}

  /**
   * The page of a role.
   * @param spendable a world whose throw-away account of the role acts instead, on a page of its own; the caller closes it
   * @throws NoBrowser when there is none
   */
  async for(role: Role, spendable?: World): Promise<PageDriver> {
    if (spendable) {
      const { account } = await throwAwayAccount(spendable, role);
      return PageDriver.in(await this.browsing.contextOf(account?.session));
    }
    let page = this.kept.get(role.name);
    if (!page) {
      page = this.browsing
        .contextOf(this.state.accounts[role.name]?.session)
        .then((context) => PageDriver.in(context));
      this.kept.set(role.name, page);
    }
    return page;
  }

  /** A page on which something went wrong half way shows nothing more. */
  discard(role: Role): void {
    const page = this.kept.get(role.name);
    this.kept.delete(role.name);
    page?.then((found) => found.close()).catch(() => undefined);
  }
}
