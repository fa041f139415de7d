import type { Page, Request } from '@playwright/test';
import { isQuestion } from '../../../pages/components/answers';
import { failuresIn } from '../../target/common-data';
import { messageOf } from '../../target/message';
import { isFromBetween, outcomeOfRpc } from '../../target/outcome';
import { readCalls } from './page-calls';
import { inTime } from './patience';

/** What of a page decides what it offers; its pictures and fonts do not. */
const KINDS = new Set(['document', 'script', 'stylesheet', 'xhr', 'fetch']);

/** HTTP statuses below 500 that are no refusal: the install, or what stands before it, was slow or busy. */
const BUSY = new Set([408, 425, 429]);

/** The page, as it is open now, is not whole: what it does not show may be missing for that reason. */
export class PageNotWhole extends Error {}

/** What is wrong with an answer, and whether that comes from what stands between the page and the install. */
interface Problem {
  what: string;
  isBetween: boolean;
}

const notWhole = (problems: readonly Problem[]) =>
  new PageNotWhole(`the page is not whole: ${problems.map(({ what }) => what).join('; ')}`);

/** Hears whether all that the open page asked its install for was answered as it should be. */
export class PageAnswers {
  /** All requests since the page was opened. */
  private asked: Request[] = [];
  /** The document that is asked for, until it takes the place of the one before. */
  private next: Request | undefined;
  /** Asked for while the page was being left: by the page before, whose requests the browser then gives up. */
  private readonly ofPageBefore = new WeakSet<Request>();
  private readonly read = new WeakMap<Request, Promise<Problem | undefined>>();

  constructor(private readonly page: Page) {
    page.on('request', (request) => {
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
        this.asked = [];
        this.next = request;
      } else if (this.next) this.ofPageBefore.add(request);
      if (KINDS.has(request.resourceType())) this.asked.push(request);
    });
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.next = undefined;
    });
  }

  /**
   * Answers are read here, not when they come: reading is expensive, and only a missing control needs it.
   * What failed and was asked again with success counts as answered.
   * @throws PageNotWhole naming all requests without an answer, or with one that is neither a result nor a refusal
   */
  async requireWhole(): Promise<void> {
    const problems = await this.problems();
    if (problems.length > 0) throw notWhole(problems);
  }

  /**
   * The same, of what did not reach the install or did not come back whole: what a page then shows, or does, is no answer
   * of the install.
   * @throws PageNotWhole
   */
  async requireAnswered(): Promise<void> {
    const problems = (await this.problems()).filter(({ isBetween }) => isBetween);
    if (problems.length > 0) throw notWhole(problems);
  }

  private async problems(): Promise<Problem[]> {
    const { origin } = new URL(this.page.url());
    const own = this.asked.filter(
      (request) => new URL(request.url()).origin === origin && !this.wasGivenUp(request),
    );
    const read = await Promise.all(own.map((request) => this.wrongWith(request)));
    const last = new Map(own.map((request, index) => [keyOf(request), read[index]]));
    return [...last.values()].filter((problem) => problem !== undefined);
  }

  private wasGivenUp(request: Request): boolean {
    return this.ofPageBefore.has(request) && request.failure()?.errorText === 'net::ERR_ABORTED';
  }

  private wrongWith(request: Request): Promise<Problem | undefined> {
    let known = this.read.get(request);
    if (!known) {
      const where = `${request.method()} ${new URL(request.url()).pathname}`;
      known = problemOf(request).then(
        (problem) => problem && { ...problem, what: `${where}: ${problem.what}` },
        (error: unknown) => between(`${where}: the answer can not be read (${messageOf(error)})`),
      );
      this.read.set(request, known);
    }
    return known;
  }
}

const keyOf = (request: Request) => `${request.method()} ${request.url()} ${request.postData() ?? ''}`;

const between = (what: string): Problem => ({ what, isBetween: true });
const ofInstall = (what: string): Problem => ({ what, isBetween: false });

async function problemOf(request: Request): Promise<Problem | undefined> {
  const response = await inTime(request.response());
  const failure = request.failure()?.errorText;
  if (!response) return between(failure ?? 'no answer');
  const status = response.status();
  const kind = request.resourceType();
  const call = isQuestion(request);
  const refusable = !call && kind !== 'script' && kind !== 'stylesheet';
  if (status >= (refusable ? 500 : 400) || BUSY.has(status)) {
    const what = `HTTP ${String(status)}`;
    return isFromBetween({ code: status, message: '' }) ? between(what) : ofInstall(what);
  }
  if (failure !== undefined) return between(failure);
  if (kind === 'document') return problemIn(await response.text());
  if (!call) return undefined;
  const crashed = (await readCalls(request)).flatMap(({ call: method, outcome }) =>
    outcome.kind === 'error' ? [{ method, ...outcome }] : [],
  );
  if (crashed.length === 0) return undefined;
  return {
    what: crashed
      .map(({ method, code, message }) => `${method} answered ${String(code)} ${message}`)
      .join(', '),
    isBetween: crashed.some(isFromBetween),
  };
}

/** What went wrong inside the install while it put the data of a page together; what it refuses there is no problem. */
function problemIn(page: string): Problem | undefined {
  const failed = failuresIn(page).find(
    (error) => outcomeOfRpc({ ok: false, ...error }, false).kind === 'error',
  );
  if (!failed) return undefined;
  const what = `a part of its data is missing: ${String(failed.code)} ${failed.message}`;
  return { what, isBetween: isFromBetween(failed) };
}
