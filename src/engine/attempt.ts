import { Client, InstallError } from '../target/client';
import { pastConflicts } from '../target/conflict';
import { AUTHENTICATION, outcomeOfHttp, outcomeOfRpc, type Outcome } from '../target/outcome';
import { changesBetween, type Change, type Snapshot, type Witness } from '../target/witness';
import type { RunState } from '../target/state';
import type { Role } from '../roles';
import type { World } from '../world/world';
import { contextFor, type Action, type Attempt, type Request } from '../actions/action';

/** All that was seen of one attempt. */
export interface Observation {
  request: Request;
  outcome: Outcome;
  /** The whole body of the answer. */
  answer: string;
  /** What the witness saw change, without what the attempt tolerates. */
  changes: Change[];
  /** Whether the canary was in the answer; undefined for an attempt without one. */
  canarySeen: boolean | undefined;
  /** The part that an allowed attempt must change; undefined for reads. */
  expectedPart: string | undefined;
  /** For `hide`: whether the answer differs from the one for a missing object; undefined when not asked. */
  differsFromMissing?: { missing: Outcome; differs: boolean };
}

/** A client of a role's own account, or of nobody. */
export function clientOf(state: RunState, role: Role): Client {
  return new Client(state.baseUrl, state.accounts[role.name]?.session);
}

/** The witness of this run can not see what the attempt would change, so nothing can be proven. */
export class NotWitnessed extends Error {}

/**
 * Parts of the witness that do not touch the base of a world: objects that every attempt gets anew. Metadata is not
 * among them, because it is set on the base's own tables.
 */
const ON_TOP =
  /^(users|roles|role members|stored roles|collaborators|(connected )?databases|database privileges|explorations|forms|form fields|data files|servers|installation id|inside .*)$/;

/** Something to be carried out between two looks: a call, or what a person does on a page. */
export interface Deed extends Pick<Attempt, 'canary' | 'changes' | 'tolerated' | 'shared'> {
  request: Request;
  /** @returns what came of it, and all that was answered */
  carryOut: () => Promise<{ outcome: Outcome; text: string }>;
}

/** Carries attempts out in one world, with a look of the witness before and after each. */
export class Stage {
  private last: { snapshot: Snapshot; size: number } | undefined;
  /** An attempt changed the base of the world; the next one needs a fresh world. */
  spent = false;
  /** An attempt changed something; what stands on top of the base must be made anew. */
  private worn = false;

  constructor(
    readonly world: World,
    private readonly witness: Witness,
  ) {}

  /**
   * Tries an action as a role.
   * @throws CallFailed or InstallError when the attempt's objects can not be made or the install does not answer:
   *   the cell is then inconclusive
   */
  async perform(action: Action, args: Record<string, unknown>, role: Role): Promise<Observation> {
    const attempt = await action.attempt(contextFor(this.world, role, { missing: false }), args);
    const deed = { ...attempt, carryOut: () => send(attempt, this.world.state, role) };
    return attempt.shared ? alone(() => this.observe(deed)) : this.observe(deed);
  }

  private async observe(deed: Deed & Pick<Attempt, 'prepare'>): Promise<Observation> {
    const restore = await deed.prepare?.();
    try {
      return await this.watch(deed);
    } finally {
      await restore?.();
    }
  }

  /** Carries something out, with a look of the witness before and after it. */
  async watch(deed: Deed): Promise<Observation> {
    const shared = deed.shared === true;
    const before = await this.lookBefore(shared);
    const { outcome, text } = await deed.carryOut();
    const after = await this.witness.look(this.world.scope(shared));
    const all = changesBetween(before, after);
    this.last = shared ? undefined : { snapshot: after, size: this.world.size };
    if (all.length > 0) this.wear(all);
    return {
      request: deed.request,
      outcome,
      answer: text,
      changes: all.filter(({ part }) => outcome.kind === 'allowed' || !deed.tolerated?.includes(part)),
      canarySeen: deed.canary === undefined ? undefined : text.includes(deed.canary),
      expectedPart: deed.changes,
    };
  }

  /** {@link perform}, and the same attempt on an object that does not exist, for comparison. */
  async performHidden(action: Action, args: Record<string, unknown>, role: Role): Promise<Observation> {
    const seen = await this.perform(action, args, role);
    const attempt = await action.attempt(contextFor(this.world, role, { missing: true }), args);
    const { outcome, text } = await send(attempt, this.world.state, role);
    // Nobody looked what that changed.
    this.last = undefined;
    const differs =
      withoutIdentifiers(seen.answer, seen.request) !== withoutIdentifiers(text, attempt.request) ||
      describe(seen.outcome) !== describe(outcome);
    return { ...seen, differsFromMissing: { missing: outcome, differs } };
  }

  private wear(changes: readonly Change[]): void {
    this.worn = true;
    if (changes.some(({ part }) => !ON_TOP.test(part))) this.spent = true;
  }

  /** Makes the world fit for the next attempt after objects on top of its base were changed. */
  async renew(): Promise<void> {
    if (!this.worn) return;
    await this.world.renew();
    this.worn = false;
    this.last = undefined;
  }

  /** The look after the last attempt serves as the next one's look before, if nothing was made in between. */
  private async lookBefore(shared: boolean): Promise<Snapshot> {
    if (!shared && this.last?.size === this.world.size) return this.last.snapshot;
    return this.witness.look(this.world.scope(shared));
  }
}

let lastShared: Promise<unknown> = Promise.resolve();

/** Runs work on what all attempts share when the work before it has ended. */
export function alone<T>(work: () => Promise<T>): Promise<T> {
  const result = lastShared.then(work);
  lastShared = result.catch(() => undefined);
  return result;
}

/** Sends an attempt as a role, or as whoever the attempt says. */
export async function send(
  attempt: Attempt,
  state: RunState,
  role: Role,
): Promise<{ outcome: Outcome; text: string }> {
  const client = attempt.as ?? clientOf(state, role);
  const { request } = attempt;
  if ('http' in request) {
    const answer = await client.http(request.http);
    return { outcome: outcomeOfHttp(answer), text: answer.text };
  }
  const call = async () => {
    if (!request.batchedWith) return client.call(request.rpc, request.params);
    const answers = await client.batch([
      ...request.batchedWith,
      { method: request.rpc, params: request.params },
    ]);
    const last = answers.at(-1);
    if (!last) throw new InstallError('the answer to a batch holds nothing');
    return last;
  };
  const answer = await pastConflicts(request.params, call);
  const refused = !answer.ok && answer.code === AUTHENTICATION;
  const nobody = client.anonymous || (refused && attempt.as !== undefined && !(await signedIn(client)));
  return { outcome: outcomeOfRpc(answer, nobody), text: answer.text };
}

/**
 * Whether the install knows who a client is: the same code refuses who is nobody and who is no administrator. A twin's
 * session or password may have ended, which a call that is open to every login tells.
 */
async function signedIn(client: Client): Promise<boolean> {
  const probe = await client.call('databases.configured.list', {});
  return probe.ok || probe.code !== AUTHENTICATION;
}

const describe = (outcome: Outcome) =>
  outcome.kind === 'allowed' ? 'allowed' : `${outcome.kind} ${String(outcome.code)}`;

/** An answer without the identifiers that its own request held, which differ by themselves. */
function withoutIdentifiers(answer: string, request: Request): string {
  const identifiers = JSON.stringify(request).match(/[0-9a-f]{8}-[0-9a-f-]{27}|\d{3,}/g) ?? [];
  return identifiers.reduce((text, identifier) => text.replaceAll(identifier, '#'), answer);
}
