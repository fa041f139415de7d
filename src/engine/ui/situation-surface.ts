import { setTimeout as delay } from 'node:timers/promises';
import type { BrowserContext } from '@playwright/test';
import { LoginPage } from '../../../pages';
import type { Control, ControlContext } from '../../controls/control';
import type { Expectation, Rule } from '../../plan/types';
import type { Role } from '../../roles';
import type { Session } from '../../target/client';
import type { Held, Situation } from '../../world/situations/situation';
import type { Observation } from '../attempt';
import { roleIn, type Profile } from '../profile';
import { revocationIn, settled, works } from '../situation';
import { Inconclusive, NotRun, type CellTest, type Evidence, type Surface } from '../surface';
import { around, writeOutcome } from '../verdict/evidence';
import { judgeViews, type Look, type PageView, type Views } from '../verdict/judge-views';
import type { Judgement } from '../verdict/judge';
import { viewedIn } from '../verdict/witnessed';
import type { WitnessedWorld } from '../witnessed-world';
import type { WorldPool } from '../world-pool';
import { PageDriver } from './page-driver';
import type { PageSessions } from './page-sessions';

/** For each step on a page that was open before a change: it may no longer lead anywhere. */
const OPEN_PAGE_MS = 2000;

/** The role by which the next user of a browser acts: it has no right in the database of the worlds. */
const NEXT_USER = 'outsider';

/** What was seen in a browser. */
interface Seen extends Views {
  situation: Situation;
  budgetMs: number;
}

/** A browser in which a rule is tried in a situation. */
interface Scene {
  rule: Rule;
  role: Role;
  expected: Expectation;
  witnessed: WitnessedWorld;
  browser: BrowserContext;
  budgetMs: number;
}

/**
 * Tries rules in a situation through one control of a page, in a browser of the holder's own: on the page that was open
 * before the change, on a page loaded after it, and as the next user of the same browser.
 */
export class SituationSurface implements Surface<Seen> {
  readonly kind = 'ui';
  readonly control: string;

  constructor(
    private readonly target: Control,
    private readonly profile: Profile,
    private readonly worlds: WorldPool,
    private readonly pages: Pick<PageSessions, 'browserOf'>,
    private readonly attach: (name: string, content: Buffer | string) => void,
  ) {
    this.control = target.name;
  }

  async see(rule: Rule, role: Role, expected: Expectation): Promise<Seen> {
    const { situation: name, budgetMs } = rule.given ?? { situation: '', budgetMs: 0 };
    const situation = this.profile.situations?.get(name);
    if (!situation) throw new Error(`unknown situation ${name}`);
    let browser: BrowserContext | undefined;
    try {
      const witnessed = await this.worlds.for(role);
      const held = await situation.way.hold(witnessed.world, role);
      witnessed.changedOutside();
      browser = await this.pages.browserOf(held.holder.account);
      const scene = { rule, role, expected, witnessed, browser, budgetMs };
      return { situation, budgetMs, ...(await this.views(scene, situation, held)) };
    } catch (error) {
      if (error instanceof NotRun) throw error;
      this.worlds.discard(role);
      throw new Inconclusive(`"${this.control}" could not be observed`, role, error);
    } finally {
      await browser?.request.get('/auth/logout/').catch(() => undefined);
      await browser?.close();
    }
  }

  judge(expected: Expectation, seen: Seen): Judgement {
    return judgeViews(expected, seen, seen.budgetMs);
  }

  isPositiveControl(): boolean {
    return false;
  }

  async provesControl(rule: Rule, role: Role): Promise<boolean> {
    const allow: Expectation = { kind: 'allow' };
    return this.judge(allow, await this.see(rule, role, allow)).verdict === 'pass';
  }

  evidence(test: CellTest, seen: Seen, judgement: Judgement): Evidence {
    const { before, after } = seen;
    const lines = [
      `  control   ${this.control}`,
      `  before    ${before.what}`,
      ...after.map(
        ({ view, settled }) => `  after     ${view}: ${(settled.late?.seen ?? settled.seen).what}`,
      ),
    ];
    const role = roleIn(this.profile, test.cell.role);
    const taken = test.cell.expectation.kind !== 'allow';
    const last = after.find(({ settled }) => settled.late) ?? after.at(-1);
    return {
      failure: around({ ...test, role, judgement }, lines),
      seen: last ? `${last.view}: ${(last.settled.late?.seen ?? last.settled.seen).what}` : before.what,
      witnessed: viewedIn(after),
      witnesses: ['page'],
      parts: [['Views', lines.join('\n')]],
      revocations: taken ? after.map(({ view, settled }) => revocationIn(seen, view, settled.settledMs)) : [],
    };
  }

  private async views(scene: Scene, { way, course }: Situation, held: Held) {
    const { witnessed, expected, budgetMs } = scene;
    const change = async (make: Held['give']) => {
      if (!make) throw new Error('what was taken can not be given back');
      const now = await make();
      if (now?.account) await enterBrowser(scene.browser, now.account.session, witnessed.world.state.baseUrl);
      witnessed.changedOutside();
    };
    if (course === 'given') await change(held.take);
    const open = await this.open(scene);
    const before = await this.beforeChange(scene, open, course !== 'given');
    const state = { before, wasHeld: course !== 'given' };
    if (way.passesOn) return { ...state, after: [await this.nextUser(scene, open)] };
    if (course === 'given back') await change(held.take);
    await change(course === 'taken' ? held.take : held.give);
    const changed = performance.now();
    const after = [await this.reloaded(scene)];
    if (expected.kind === 'allow') return { ...state, after };
    if (this.target.use ?? this.target.again) {
      await delay(Math.max(0, budgetMs - (performance.now() - changed)));
      after.push(await this.openPage(scene, open, changed));
    }
    after.push(await this.nextUser(scene, open));
    return { ...state, after };
  }

  /** A page in the browser, not yet on the control's. */
  private async open({ browser, witnessed: { world }, role, rule }: Scene): Promise<Tab> {
    const page = await PageDriver.in(browser);
    const context = await page.context(this.target, { world, role, args: rule.action.args });
    return { page, context };
  }

  /** Uses the right once, and leaves the page as it is with the right. @param held whether there is one to be used */
  private async beforeChange(scene: Scene, tab: Tab, held: boolean): Promise<Look> {
    const { target } = this;
    const look = await this.look(scene, tab, held);
    if (look.allowed && target.use) {
      tab.page.forget();
      await tab.page.find(target, tab.context, 'enabled');
    }
    return look;
  }

  /** What a page shows that is loaded anew. @param using also uses a control that is there */
  private async look(scene: Scene, { page, context }: Tab, using: boolean): Promise<Look> {
    const { target } = this;
    page.forget();
    const state = await page.find(target, context, using ? 'enabled' : undefined);
    if (state === 'enabled' && using) {
      const used = await this.watch(scene, context, () => page.use(target, context));
      const what = `the control is enabled, and its use ended so: ${writeOutcome(used.outcome)}`;
      return { allowed: works(used), what, ...(used.outcome.kind === 'error' && { unclear: true }) };
    }
    const canary = target.canary?.(context);
    const isShown = canary !== undefined && (await page.text()).includes(canary);
    if (isShown) return { allowed: true, what: 'the page shows the planted value' };
    return { allowed: state === 'enabled', what: `the control is ${state}` };
  }

  private async reloaded(scene: Scene): Promise<PageView> {
    const { expected, budgetMs } = scene;
    const wanted = expected.kind === 'allow';
    const tab = await this.open(scene);
    const result = await settled(() => this.look(scene, tab, wanted), {
      isAsWanted: ({ allowed }) => allowed === wanted,
      ...{ budgetMs, times: 1 },
    });
    return { view: 'reloaded page', settled: result };
  }

  /** One try on the page that was open, later than the budget after the change. */
  private async openPage(scene: Scene, { page, context }: Tab, changed: number): Promise<PageView> {
    const sentMs = performance.now() - changed;
    const used = await this.watch(scene, context, () => page.useOpen(this.target, context, OPEN_PAGE_MS));
    const allowed = used.outcome.kind === 'allowed' || used.changes.length > 0;
    const seen: Look = {
      allowed,
      what: `its use ended so: ${writeOutcome(used.outcome)}`,
      ...(used.outcome.kind === 'error' && { unclear: true }),
    };
    const ended = performance.now() - changed;
    return {
      view: 'open page',
      settled: {
        seen,
        settledMs: allowed ? undefined : ended,
        ...(allowed && { late: { seen, ms: sentMs } }),
      },
    };
  }

  /** The holder signs out, and an account without rights signs in, in the same browser. */
  private async nextUser(scene: Scene, { page }: Tab): Promise<PageView> {
    const { state } = scene.witnessed.world;
    const account = state.accounts[NEXT_USER];
    if (!account) throw new Error(`there is no ${NEXT_USER} who could be the next user of the browser`);
    const login = new LoginPage(page.page);
    await login.signOut();
    await login.logIn(account.username, account.password);
    const tab = await this.open(scene);
    const result = await settled(() => this.look(scene, tab, false), {
      isAsWanted: ({ allowed }) => !allowed,
      ...{ budgetMs: scene.budgetMs, times: 1 },
    });
    return { view: 'next user of the browser', settled: result };
  }

  private watch(
    { witnessed }: Scene,
    context: ControlContext,
    carryOut: () => ReturnType<PageDriver['use']>,
  ): Promise<Observation> {
    const { changes, onlyBySql, canary, page, name, shared } = this.target;
    const part = typeof changes === 'function' ? changes(context) : changes;
    const planted = canary?.(context);
    return witnessed.watch({
      request: { page: page.name, control: name },
      mustSee: true,
      ...(planted !== undefined && { canary: planted }),
      ...(part !== undefined && { changes: part }),
      ...(onlyBySql !== undefined && { onlyBySql }),
      ...(shared && { shared: true }),
      carryOut,
    });
  }
}

/** A page of the browser, and what its controls are given. */
interface Tab {
  page: PageDriver;
  context: ControlContext;
}

/** Signs a browser in by a session that was opened elsewhere. */
function enterBrowser(
  browser: BrowserContext,
  { sessionId, csrfToken }: Session,
  url: string,
): Promise<void> {
  return browser.addCookies([
    { name: 'sessionid', value: sessionId, url },
    { name: 'csrftoken', value: csrfToken, url },
  ]);
}
