import type { PageObjects } from '../../pages';
import type { Role } from '../roles';
import type { MethodName, Params, Result } from '../../wire/index';
import { CallFailed, type HttpRequest } from '../target/client';
import { asTaken, type Attempt, type Request } from '../actions/action';
import { inFull, type Stated } from '../target/stated';
import { send, type Observation } from './attempt';
import type { PageDriver } from './ui/page-driver';
import type { PageSessions } from './ui/page-sessions';
import { NotWitnessed, type WitnessedWorld } from './witnessed-world';

/** What a hand-written attempt may declare, like an attempt of an action. */
export type AttemptOptions = Pick<Attempt, 'canary' | 'onlyBySql' | 'tolerated' | 'shared'> & {
  /** All that it changes; the name of a part says that something in it does, and nothing in any other. */
  changes?: string | readonly Stated[];
};

/** The attempts of one test: what was tried, by which role, and the result. */
export class AttemptLog {
  private readonly entries: { what: string; role: string; seen: Observation }[] = [];
  private readonly denials: { what: string; role: string }[] = [];
  private readonly calls: Call<unknown>[] = [];
  private readonly pages = new Set<PageDriver>();

  /** @param notRun ends the test, with the reason, when the witness can not see what an attempt states */
  constructor(
    readonly witnessed: WitnessedWorld,
    readonly notRun: (why: string) => never,
  ) {}

  /** The observation of the last attempt. @throws Error when there was none */
  get last(): Observation {
    const entry = this.entries.at(-1);
    if (!entry) throw new Error('nothing has been attempted yet: await a call of a role first');
    return entry.seen;
  }

  /** Remembers a call, which must be sent before the test ends. */
  expectSent(call: Call<unknown>): void {
    this.calls.push(call);
  }

  add(what: string, role: string, seen: Observation): void {
    this.entries.push({ what, role, seen });
  }

  /** Records a denial that was asserted and therefore needs a positive control. */
  countDenial(what: string, role: string): void {
    this.denials.push({ what, role });
  }

  /** Remembers a page that the test works on. */
  usePage(page: PageDriver): void {
    this.pages.add(page);
  }

  /**
   * Proves of each page that was used, as it is open now, that it is whole and its user's own: else what it does not
   * show proves nothing.
   * @throws as {@link PageDriver.prove}
   */
  async provePages(): Promise<void> {
    for (const page of this.pages) if (page.page.url() !== 'about:blank') await page.prove();
  }

  /** The calls that were written but never sent: what looks like an attempt proved nothing. */
  get unsent(): string[] {
    const unsent = this.calls.filter(({ isSent }) => !isSent);
    return unsent.map(({ what, role }) => `${what} of ${role.name} was never sent`);
  }

  /** The denials without a positive control: nobody succeeded at the same call in this test. */
  get unproven(): string[] {
    const succeeded = new Set(
      this.entries.filter(({ seen }) => seen.outcome.kind === 'allowed').map(({ what }) => what),
    );
    return this.denials
      .filter(({ what }) => !succeeded.has(what))
      .map(({ what, role }) => `${what} was denied to ${role}, and no role succeeded at it in this test`);
  }
}

/**
 * One call by a role, sent when it is first awaited or compared with an expectation. Awaiting it returns the
 * result of an allowed call and throws CallFailed for any other.
 */
export class Call<T> implements PromiseLike<T> {
  private sent: Promise<Observation> | undefined;

  constructor(
    readonly role: Role,
    /** The RPC method, or the verb and path of a plain request. */
    readonly what: string,
    readonly log: AttemptLog,
    private readonly attempt: () => Promise<Observation>,
    private readonly read: (answer: string) => T,
  ) {
    log.expectSent(this);
  }

  get isSent(): boolean {
    return this.sent !== undefined;
  }

  /** Sends the call once, between two snapshots of the witness. @throws InstallError without an answer */
  observe(): Promise<Observation> {
    this.sent ??= this.attempt().then(
      (seen) => {
        this.log.add(this.what, this.role.name, seen);
        return seen;
      },
      (error: unknown) => {
        if (error instanceof NotWitnessed) this.log.notRun(error.message);
        throw error;
      },
    );
    return this.sent;
  }

  then<Done = T, Failed = never>(
    done?: ((result: T) => Done | PromiseLike<Done>) | null,
    failed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Done | Failed> {
    return this.observe()
      .then(({ outcome, answer }) => {
        if (outcome.kind !== 'allowed') throw new CallFailed(this.what, outcome.code, outcome.message);
        return this.read(answer);
      })
      .then(done, failed);
  }
}

/** A role of the plan, signed in, that acts in the world of a hand-written test. */
export class Actor {
  constructor(
    readonly role: Role,
    private readonly log: AttemptLog,
    private readonly sessions: PageSessions,
  ) {}

  /**
   * Calls an RPC method.
   * @param options the expected effect, for the witness, e.g. `{ changes: 'rows:books' }`
   */
  rpc<M extends MethodName>(method: M, params: Params<M>, options: AttemptOptions = {}): Call<Result<M>> {
    const read = (answer: string) => (JSON.parse(answer) as { result: Result<M> }).result;
    return this.call(method, { rpc: method, params }, options, read);
  }

  /** Sends a plain HTTP request; awaiting it returns the body of the answer. */
  http(request: HttpRequest, options: AttemptOptions = {}): Call<string> {
    const [path = ''] = request.path.split('?');
    return this.call(`${request.method} ${path}`, { http: request }, options, (answer) => answer);
  }

  /** The page objects of the role's own browser page, which the first call opens. */
  async pages(): Promise<PageObjects> {
    const page = await this.sessions.for(this.role);
    this.log.usePage(page);
    return page.pages();
  }

  private call<T>(
    what: string,
    request: Exclude<Request, { page: string }>,
    options: AttemptOptions,
    read: (answer: string) => T,
  ): Call<T> {
    const { role, log } = this;
    const { witnessed } = log;
    const { changes, ...more } = options;
    const attempt = {
      ...{ request: asTaken(log.witnessed.world.state.release, request), ...more },
      ...(changes !== undefined && { changes: inFull(changes) }),
    };
    const work = () =>
      witnessed.watch({
        ...attempt,
        everything: true,
        mustSee: true,
        carryOut: () => send(attempt, witnessed.world.state, role),
      });
    return new Call(role, what, log, work, read);
  }
}
