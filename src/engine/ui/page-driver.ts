import type { BrowserContext, Locator, Page } from '@playwright/test';
import { controlState, ErrorPage, pageObjects, type ControlState, type PageObjects } from '../../../pages';
import type { Role } from '../../roles';
import { PATIENCE_MS } from '../../target/browser/browsing';
import { phase } from '../../target/phases';
import type { World } from '../../world/world';
import { messageOf } from '../../target/message';
import type { Outcome } from '../../target/outcome';
import type { Answered } from '../attempt';
import { placeOf, type Control, type ControlContext, type Step } from '../../controls/control';
import { proveActor } from '../sessions';
import { hearPage } from './hear-page';
import { PageAnswers } from './page-answers';
import { noteCalls, PageCalls, type PageCall } from './page-calls';
import { proveUser, type PageUser } from './page-user';
import { everSaid, howReached, watchPages } from './page-watch';

/** The role that looks for a control, its world, and the call. */
export interface Search {
  world: World;
  role: Role;
  args: Readonly<Record<string, unknown>>;
}

/** Drives one account's page from control to control; reloads it only when it is no longer as it was when it opened. */
export class PageDriver {
  readonly p: PageObjects;
  private readonly calls: PageCalls;
  private readonly answers: PageAnswers;
  /** The open page, if it is unchanged except for {@link opened}; else undefined. */
  private fresh: string | undefined;
  /** The open dialogs and selections. */
  private opened: Step[] = [];
  private menuIsOpen = false;
  /** Whether nothing was done since all answers were shown. */
  private isQuiet = false;
  /** Whether the page was proven to be its user's as it is open now; never of one on which others may act. */
  private isProven = false;

  private constructor(
    private readonly browserContext: BrowserContext,
    readonly page: Page,
    private readonly user: PageUser | undefined,
    called: Set<string> | undefined,
  ) {
    this.p = pageObjects(page);
    this.calls = new PageCalls(page);
    this.answers = new PageAnswers(page);
    if (called) noteCalls(page, called);
    if (user?.install.hearing) hearPage(page, user.install.hearing, user.account);
  }

  /**
   * @param user whose page it is, if that is to be proven
   * @param called receives the names of the methods and endpoints that the page calls
   */
  static async in(context: BrowserContext, user?: PageUser, called?: Set<string>): Promise<PageDriver> {
    await watchPages(context);
    return new PageDriver(context, await context.newPage(), user, called);
  }

  /** The page objects, for hand-written steps; after those the state of the page is unknown. */
  pages(): PageObjects {
    this.forget();
    return this.p;
  }

  /** The argument of a control's functions; makes the objects that its page shows. */
  async context(control: Control, search: Search): Promise<ControlContext> {
    const begin = { ...search, fresh: search.world.name('made') };
    const made = await phase(
      'objects of a page made',
      async () => (await control.page.make(begin)) as object,
    );
    return { ...begin, ...made, pages: this.p };
  }

  /** Makes the next {@link find} reload its page. */
  forget(): void {
    this.fresh = undefined;
    this.acted();
  }

  /** What was found out about the page as it was holds no more. */
  private acted(): void {
    this.isQuiet = false;
    this.isProven = false;
  }

  /**
   * The state in which a control is offered, after giving it what it needs to be enabled; the page is left as it is.
   * @param enough a state that is accepted at once, because the caller goes on from it; any other is final only when
   *   all requests are answered, so that a late control is not taken for an absent one
   * @throws Error when the page shows neither itself nor a refusal; PageNotWhole, SessionEnded when a
   *   control is not there, and neither is all of the page or its user
   */
  async find(control: Control, context: ControlContext, enough?: 'enabled'): Promise<ControlState> {
    const state = await this.search(control, context, enough).catch(async (error: unknown) => {
      await this.answers.requireWhole();
      throw error;
    });
    if (state !== 'enabled') await this.prove();
    return state;
  }

  /**
   * How a control can be activated that {@link find} did not find, because a person does not see it at once.
   * @returns undefined when it can not
   */
  async findHidden(control: Control, context: ControlContext): Promise<string | undefined> {
    return control.whyMissing ? undefined : howReached(control.locate(context));
  }

  /** Proves that the open page is whole and its user's own. @throws PageNotWhole; SessionEnded; InstallError */
  async prove(): Promise<void> {
    await this.answers.requireWhole();
    await this.proveUser();
  }

  /** Proves that what was asked for reached the install and came back. @throws PageNotWhole */
  requireAnswered(): Promise<void> {
    return this.answers.requireAnswered();
  }

  /** Proves that the open page is its user's own, unless it was proven and is unchanged since. */
  private async proveUser(): Promise<void> {
    const { page, user } = this;
    if (user && !this.isProven) await phase('user of a page proven', () => proveUser(page, user));
    this.isProven = this.fresh !== undefined;
  }

  private async search(control: Control, context: ControlContext, enough?: 'enabled'): Promise<ControlState> {
    const { page: place, within = [], locate, enable, whyMissing } = control;
    const { address } = placeOf(control, context.args);
    const page = `${address} ${context.world.edition}`;
    if (this.fresh !== page || this.opened.some((step, index) => step !== within[index])) {
      this.forget();
      await phase('page opened', () => place.open(context));
      this.fresh = page;
      this.opened = [];
    }
    for (const step of within.slice(this.opened.length)) {
      if ((await this.look(step.opener(context), 'enabled')) !== 'enabled') return 'absent';
      await phase('menus and dialogs opened', () => step.open(context));
      this.acted();
      if (step.menu) this.menuIsOpen = true;
      else this.opened.push(step);
    }
    if (whyMissing) {
      await this.quiet();
      return (await whyMissing(context)) === undefined ? 'enabled' : 'absent';
    }
    const locator = locate(context);
    const state = await this.look(locator, enough);
    if (state !== 'disabled' || !enable) return state;
    this.forget();
    await enable(context);
    return this.look(locate(context), enough);
  }

  private async look(control: Locator, enough: 'enabled' | undefined): Promise<ControlState> {
    if (enough !== undefined && (await controlState(control)) === enough) return enough;
    await this.quiet();
    return controlState(control);
  }

  /** Waits until all answers are shown, unless nothing was done since they were. */
  private async quiet(): Promise<void> {
    if (!this.isQuiet) await phase('answers of a page awaited', () => this.calls.quiet());
    this.isQuiet = true;
  }

  /** All that the page shows as text. */
  text(): Promise<string> {
    return this.page.locator('body').innerText();
  }

  /** The same, and what it has shown since it was opened, for however short a time. */
  async everyText(): Promise<string> {
    return `${await this.text()}\n${await everSaid(this.page)}`;
  }

  /** Closes the menu that led to a control; dialogs and selections stay open for the next control in them. */
  async leave(): Promise<void> {
    if (this.menuIsOpen) await this.page.keyboard.press('Escape');
    this.menuIsOpen = false;
  }

  /**
   * Reads a page that is itself the subject of the rule.
   * @param state the state of the control that stands for the page
   * @param ever whether what it has shown for a moment is of its text
   * @returns allowed when the page is shown, else why it is not; and the whole text of the page
   */
  async read(
    control: Control,
    context: ControlContext,
    state: ControlState,
    { ever = false } = {},
  ): Promise<Answered> {
    const text = await (ever ? this.everyText() : this.text());
    if (state === 'enabled') await this.proveUser();
    return { outcome: state === 'absent' ? await this.refusal(control, context) : { kind: 'allowed' }, text };
  }

  private async refusal({ name, whyMissing }: Control, context: ControlContext): Promise<Outcome> {
    const { refusal } = new ErrorPage(this.page);
    const denied = (reason: 'login' | 'not-found' | 'refused', message: string): Outcome => ({
      ...{ kind: 'denied', reason, message },
      code: 0,
    });
    if (whyMissing) return denied('refused', (await whyMissing(context)) ?? '');
    if ((await controlState(refusal.login)) !== 'absent') return denied('login', 'the login page');
    if ((await controlState(refusal.heading)) !== 'absent')
      return denied('not-found', (await refusal.message.innerText()).replaceAll(/\s+/g, ' '));
    return denied('refused', `the page does not show it: ${name}`);
  }

  /** Completes the action of a control that was found. @returns as text what it read, or else the page's calls */
  async use(control: Control, context: ControlContext): Promise<Answered> {
    if (!control.use) {
      await this.quiet();
      await this.proveUser();
      await this.leave();
      return { outcome: { kind: 'allowed' }, text: await this.text() };
    }
    // The menu in which the control was found stays open: its action begins there.
    this.menuIsOpen = false;
    this.forget();
    this.calls.listen();
    try {
      const { use } = control;
      const found = await phase('controls used', () => use(context));
      const calls = await phase('answers to a control awaited', () => this.calls.settled());
      const read = typeof found === 'function' ? await this.onceShown(found as () => unknown) : found;
      const { user } = this;
      // A file that was downloaded is no answer of the page.
      if (typeof read === 'string')
        user?.install.hearing?.hear({
          by: { username: user.account?.username },
          asked: control.name,
          text: read,
        });
      // The page may be on its way to another.
      if (user && !user.spendable) await proveActor(user.install, user.role.name, user.account);
      return { outcome: { kind: 'allowed' }, text: typeof read === 'string' ? read : written(calls) };
    } catch (error) {
      const calls = await this.calls.settled();
      const refused = calls.find(({ outcome }) => outcome.kind !== 'allowed');
      const [message = ''] = messageOf(error).split('Call log');
      return {
        outcome: refused?.outcome ?? { kind: 'error', code: 0, message: message.trim() },
        text: `${message.trim()}\n${written(calls)}`,
      };
    }
  }

  /** Reads when the answers are on the screen: a field is there before its value is. */
  private async onceShown(read: () => unknown): Promise<unknown> {
    await this.quiet();
    return read();
  }

  /**
   * On a page as it is still open: completes the action of a control, or reads again what it shows.
   * @param patienceMs for each step: the page itself may no longer take it
   * @returns refused if any call was, even where the page shows otherwise
   */
  async useOpen({ use, again }: Control, context: ControlContext, patienceMs: number): Promise<Answered> {
    this.forget();
    this.page.setDefaultTimeout(patienceMs);
    const refusal = new Promise<undefined>((done) => {
      this.calls.listen(() => {
        done(undefined);
      });
    });
    const used = Promise.resolve((use ?? again)?.(context)).then(
      () => undefined,
      (error: unknown) => messageOf(error).split('Call log')[0]?.trim() ?? '',
    );
    // After a refusal, what is waited for does not come.
    const failure = await Promise.race([used, refusal]);
    await this.calls.quiet();
    const calls = await this.calls.settled();
    this.page.setDefaultTimeout(PATIENCE_MS);
    const refused = calls.find(({ outcome }) => outcome.kind !== 'allowed');
    const error: Outcome = { kind: 'error', code: 0, message: failure ?? '' };
    const outcome = refused?.outcome ?? (failure === undefined ? { kind: 'allowed' } : error);
    return { outcome, text: `${failure ?? ''}\n${written(calls)}` };
  }

  async close(): Promise<void> {
    await this.browserContext.close();
  }
}

const written = (calls: readonly PageCall[]): string =>
  calls
    .map(({ call, outcome }) =>
      outcome.kind === 'allowed' ? `${call}: OK` : `${call}: ${String(outcome.code)} ${outcome.message}`,
    )
    .join('\n');
