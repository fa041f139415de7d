import { contextFor, mayChangeShared, type Action, type Attempt, type Request } from '../actions/action';
import type { Role } from '../roles';
import type { Outcome } from '../target/outcome';
import { changesBetween, NOTHING, type Change, type Snapshot, type Witness } from '../target/witness';
import type { World } from '../world/world';
import { onlyReads, send, type Answered, type Observation } from './attempt';
import type { Exclusive } from './exclusive';
import { NotRun } from './surface';

/** This run's witness can not see what the attempt would change, so nothing can be proven. */
export class NotWitnessed extends NotRun {}

/**
 * Witness parts outside the base of a world: objects that are made again for every attempt. Metadata is not
 * included because it is set on the tables of the base.
 */
const ON_TOP =
  /^(users|roles|role members|stored roles|collaborators|(connected )?databases|database privileges|explorations|forms|form fields|data files|servers|installation id|inside .*)$/;

/** Something to carry out between two snapshots: a call, or an interaction with a page. */
export interface ReadyAttempt extends Pick<
  Attempt,
  'canary' | 'changes' | 'onlyBySql' | 'tolerated' | 'shared'
> {
  request: Request;
  /** Refuse it when the witness can not see its effect. */
  mustSee?: boolean;
  /** Look at every part, not only at the one that it states. */
  everything?: boolean;
  /** @returns the outcome and the whole answer */
  carryOut: () => Promise<Answered>;
}

/** Carries out attempts in one world, with a witness snapshot before and after each. */
export class WitnessedWorld {
  private last: { snapshot: Snapshot; size: number; about: string | undefined } | undefined;
  /** An attempt changed the base of the world, so the next one needs a new world. */
  spent = false;
  /** An attempt changed something, so objects on top of the base must be made again. */
  private worn = false;

  /**
   * @param witness undefined for a world in which nothing is made: it accepts only reading attempts, unwitnessed
   * @param exclusive serializes attempts on shared state
   */
  constructor(
    readonly world: World,
    private readonly witness: Witness | undefined,
    private readonly exclusive: Exclusive,
  ) {}

  /**
   * Tries an action as a role.
   * @param mustSee refuses an attempt whose effect the witness can not see
   * @throws CallFailed or InstallError when the attempt's objects can not be made or the install does not
   *   answer: the cell is then inconclusive; NotWitnessed
   */
  async perform(
    action: Action,
    args: Record<string, unknown>,
    role: Role,
    { mustSee = false } = {},
  ): Promise<Observation> {
    const attempt = await action.attempt(contextFor(this.world, role, { missing: false }), args);
    if (!this.witness && !onlyReads(attempt))
      throw new Error(`${action.info.name} is not a reading call, so it was not sent`);
    if (attempt.shared && !mayChangeShared(action.info.name))
      throw new Error(
        `${action.info.name} changes what all share: add its area to SHARED in src/actions/action.ts`,
      );
    const ready = { ...attempt, mustSee, carryOut: () => send(attempt, this.world.state, role) };
    return attempt.shared ? this.exclusive.run(() => this.prepared(ready)) : this.prepared(ready);
  }

  private async prepared(attempt: ReadyAttempt & Pick<Attempt, 'prepare'>): Promise<Observation> {
    const restore = await attempt.prepare?.();
    try {
      return await this.watch(attempt);
    } finally {
      await restore?.();
    }
  }

  /** Carries out an attempt, with a witness snapshot before and after it. */
  async watch(attempt: ReadyAttempt): Promise<Observation> {
    const shared = attempt.shared === true;
    const about = attempt.everything ? undefined : (attempt.changes ?? NOTHING);
    const before = await this.snapshotBefore(shared, about);
    if (attempt.mustSee) this.refuseBlind(attempt, before);
    const { outcome, text } = await attempt.carryOut();
    const after = await this.look(shared, about);
    const all = changesBetween(before, after);
    this.last = shared ? undefined : { snapshot: after, size: this.world.size, about };
    if (all.length > 0) this.wear(all);
    return {
      request: attempt.request,
      outcome,
      answer: text,
      changes: all.filter(({ part }) => outcome.kind === 'allowed' || !attempt.tolerated?.includes(part)),
      canarySeen: holds(text, attempt.canary),
      expectedPart: attempt.changes,
    };
  }

  /** As {@link perform}, plus the same attempt on an object that does not exist, for comparison. */
  async performHidden(action: Action, args: Record<string, unknown>, role: Role): Promise<Observation> {
    const seen = await this.perform(action, args, role, { mustSee: true });
    const attempt = await action.attempt(contextFor(this.world, role, { missing: true }), args);
    const { outcome, text } = await send(attempt, this.world.state, role);
    // No snapshot covers what that attempt changed.
    this.last = undefined;
    const differs =
      withoutIdentifiers(seen.answer, seen.request) !== withoutIdentifiers(text, attempt.request) ||
      describe(seen.outcome) !== describe(outcome);
    return { ...seen, differsFromMissing: { missing: outcome, differs } };
  }

  /** @throws NotWitnessed when an effect could not be seen: the attempt would prove nothing */
  private refuseBlind({ changes: part, onlyBySql }: ReadyAttempt, before: Snapshot): void {
    if (part === undefined) return;
    const why = this.witness?.whyBlind({ part, onlyBySql }, before.get(part) ?? []);
    if (why !== undefined) throw new NotWitnessed(why);
  }

  private wear(changes: readonly Change[]): void {
    this.worn = true;
    if (changes.some(({ part }) => !ON_TOP.test(part))) this.spent = true;
  }

  /** Somebody else changed something since the last attempt: the next one is preceded by a look of its own. */
  outdate(): void {
    this.last = undefined;
  }

  /** Restores the world for the next attempt after objects on top of its base were changed. */
  async renew(): Promise<void> {
    if (!this.worn) return;
    await this.world.renew();
    this.worn = false;
    this.last = undefined;
  }

  /** Reuses the snapshot after the last attempt unless objects were made since. */
  private async snapshotBefore(shared: boolean, about: string | undefined): Promise<Snapshot> {
    const { last, witness } = this;
    const same = last?.size === this.world.size && !(witness?.selective && last.about !== about);
    return last && same && !shared ? last.snapshot : this.look(shared, about);
  }

  private async look(shared: boolean, about: string | undefined): Promise<Snapshot> {
    const scope = { ...this.world.scope(shared), ...(about === undefined ? {} : { about }) };
    return this.witness ? this.witness.look(scope) : new Map();
  }
}

const holds = (text: string, canary: string | RegExp | undefined) =>
  typeof canary === 'string' ? text.includes(canary) : canary?.test(text);

const describe = (outcome: Outcome) =>
  outcome.kind === 'allowed' ? 'allowed' : `${outcome.kind} ${String(outcome.code)}`;

/**
 * Removes from an answer the identifiers of its own request, which always differ: UUIDs, names with a number, and numbers
 * that stand alone. A part of a longer number, such as an error's code, is none.
 */
export function withoutIdentifiers(answer: string, request: Request): string {
  const identifiers = JSON.stringify(request).match(IDENTIFIERS) ?? [];
  return identifiers.reduce(
    (text, identifier) => text.replaceAll(new RegExp(`(?<![\\d-])${identifier}(?!\\d)`, 'g'), '#'),
    answer,
  );
}

const IDENTIFIERS = /[0-9a-f]{8}-[0-9a-f-]{27}|[a-z]\w*\d{3,}\w*|\d{3,}/gi;
