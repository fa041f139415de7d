import type { Browsing } from '../../target/browser/browsing';
import { Visitor } from './page-driver';
import type { RunState } from '../../target/state';
import type { Role } from '../../roles';
import { twin } from '../../world/throw-away-account';
import type { World } from '../../world/world';

/** The pages of one worker: one per role, kept from cell to cell. */
export class Visitors {
  private readonly kept = new Map<string, Promise<Visitor>>();

  constructor(
    private readonly state: RunState,
    private readonly browsing: Browsing,
  ) {}

  /**
   * The page of a role.
   * @param spendable a world whose twin of the role acts instead, on a page of its own; the caller closes it
   * @throws NoBrowser when there is none
   */
  async for(role: Role, spendable?: World): Promise<Visitor> {
    if (spendable) {
      const { account } = await twin(spendable, role);
      return Visitor.in(await this.browsing.contextOf(account?.session));
    }
    let visitor = this.kept.get(role.name);
    if (!visitor) {
      visitor = this.browsing
        .contextOf(this.state.accounts[role.name]?.session)
        .then((context) => Visitor.in(context));
      this.kept.set(role.name, visitor);
    }
    return visitor;
  }

  /** A page on which something went wrong half way shows nothing more. */
  discard(role: Role): void {
    const visitor = this.kept.get(role.name);
    this.kept.delete(role.name);
    visitor?.then((found) => found.close()).catch(() => undefined);
  }
}
