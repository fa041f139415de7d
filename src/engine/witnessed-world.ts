import type { Ways } from '../actions/ways';
import type { About } from '../actions/ways/form';
import { contextFor, mayChangeShared, type Action, type Attempt, type Request } from '../actions/action';
import type { Role } from '../roles';
import { InstallError } from '../target/install';
import { isFromBetween, type Outcome } from '../target/outcome';
import type { Client } from '../target/client';
import { phase } from '../target/phases';
import { changesBetween, type Change, type Snapshot } from '../target/snapshot';
import { isCertain } from '../target/stated';
import type { Witness } from '../target/witness';
import { canBePutBack, putBack } from '../world/put-back';
import type { World } from '../world/world';
import { clientOf, holds, onlyReads, send, type Answered, type Observation } from './attempt';
import type { Exclusive } from './exclusive';
import type { AsSeeded } from './as-seeded';
import { NotRun } from './surface';
import { askWays } from './ways';

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
  /** What belongs to the run is not as usual: some of it was changed for the attempt. */
  exceptional?: boolean;
  /** Look at every part, not only at the one that it states. */
  everything?: boolean;
  /** @returns the outcome and the whole answer */
  carryOut: () => Promise<Answered>;
}

/** A world in which nobody acts, and which no attempt may change. */
export interface Bystanders {
  world: World;
  asSeeded: AsSeeded;
}

/** Gives the other forms of an attempt that reads. */
export type FormsOf = (attempt: Attempt, about: About) => Promise<Ways | undefined>;

/** Carries out attempts in one world, with a witness snapshot before and after each. */
export class WitnessedWorld {
  private last: { snapshot: Snapshot; size: number; about: string } | undefined;
  /** What a whole look saw before anything was tried or made on top of the base. */
  private untouched: Snapshot | undefined;
  /** An attempt changed the base of the world, so the next one needs a new world, or this one {@link putBack}. */
  spent = false;
  /** What changed in the base is of parts that can be put back. */
  private canBePutBack = true;
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
    private readonly bystanders?: Bystanders,
  ) {}

  /**
   * Tries an action as a role.
   * @param mustSee refuses an attempt whose effect the witness can not see
   * @param as sends it as somebody else than the role's own account
   * @param ways the other forms in which a read is asked too
   * @throws CallFailed or InstallError when the attempt's objects can not be made or the install does not
   *   answer: the cell is then inconclusive; NotWitnessed
   */
  async perform(
    action: Action,
    args: Record<string, unknown>,
    role: Role,
    { mustSee = false, as, ways }: { mustSee?: boolean; as?: Client; ways?: FormsOf | undefined } = {},
  ): Promise<Observation> {
    const made = await phase('attempts prepared', async () =>
      action.attempt(contextFor(this.world, role, { missing: false }), args),
    );
    if (as && made.as) throw new Error(`${action.info.name} is always sent by an account of its own`);
    const attempt = as ? { ...made, as } : made;
    if (!this.witness && !onlyReads(attempt))
      throw new Error(`${action.info.name} is not a reading call, so it was not sent`);
    if (attempt.shared && !mayChangeShared(action.info.name))
      throw new Error(
        `${action.info.name} changes what all share: add its area to SHARED in src/actions/action.ts`,
      );
    const carryOut = await this.readyToSend(attempt, role, ways);
    const ready = { ...attempt, mustSee, carryOut };
    return attempt.shared ? this.exclusive.do(() => this.prepared(ready)) : this.prepared(ready);
  }

  /** Makes what the forms of a read need before the witness looks. */
  private async readyToSend(
    attempt: Attempt,
    role: Role,
    formsOf?: FormsOf,
  ): Promise<() => Promise<Answered>> {
    const { state } = this.world;
    const ways = await formsOf?.(attempt, { world: this.world, role });
    return async () => {
      const answered = await send(attempt, state, role);
      if (!ways) return answered;
      const client = attempt.as ?? clientOf(state, role);
      return { ...answered, ways: await askWays(ways, client, attempt.canary) };
    };
  }

  private async prepared(attempt: ReadyAttempt & Pick<Attempt, 'prepare'>): Promise<Observation> {
    if (!attempt.prepare) return this.watch(attempt);
    const restore = await attempt.prepare();
    this.last = undefined;
    try {
      return await this.watch({ ...attempt, exceptional: true });
    } finally {
      await restore();
      this.last = undefined;
    }
  }

  /** Carries out an attempt, with a witness snapshot before and after it. */
  async watch(attempt: ReadyAttempt): Promise<Observation> {
    const shared = attempt.shared === true;
    const stated = attempt.changes?.map(({ part }) => part) ?? [];
    const about = attempt.everything ? undefined : [...new Set(stated)].sort();
    const before = await this.snapshotBefore(shared, about);
    if (attempt.mustSee) this.refuseBlind(attempt, before);
    this.world.state.hearing?.excuse(attempt.canary);
    const { outcome, text, ways } = await phase('attempts', attempt.carryOut);
    const after = await this.look(shared, about);
    const own = changesBetween(before, after);
    const unasked =
      outcome.kind === 'allowed' && !attempt.exceptional
        ? (this.bystanders?.asSeeded.unasked(stated, this.world.granted, before, after) ?? [])
        : [];
    const all = [...own, ...unasked];
    if (shared) this.last = undefined;
    else this.remember(after, about);
    if (own.length > 0) this.wear(own);
    return {
      request: attempt.request,
      outcome,
      answer: text,
      changes: all.filter(({ part }) => outcome.kind === 'allowed' || !attempt.tolerated?.includes(part)),
      canarySeen: holds(text, attempt.canary),
      stated: attempt.changes,
      ...(this.witness && { witness: this.witness.kind }),
      ...(ways && { ways }),
    };
  }

  /** As {@link perform}, plus the same attempt on an object that does not exist, for comparison. */
  async performHidden(
    action: Action,
    args: Record<string, unknown>,
    role: Role,
    { ways }: { ways?: FormsOf | undefined } = {},
  ): Promise<Observation> {
    const seen = await this.perform(action, args, role, { mustSee: true, ways });
    let names = 0;
    const context = contextFor(this.world, role, { missing: true, onNamed: () => (names += 1) });
    const attempt = await action.attempt(context, args);
    const { outcome, text } = await send(attempt, this.world.state, role);
    // No snapshot covers what that attempt changed.
    this.last = undefined;
    for (const each of [seen.outcome, outcome])
      if (each.kind === 'error' && isFromBetween(each))
        throw new InstallError(`an answer to be compared is not the install's own: ${each.message}`);
    const differs =
      withoutIdentifiers(seen.answer, seen.request) !== withoutIdentifiers(text, attempt.request) ||
      describe(seen.outcome) !== describe(outcome);
    return {
      ...seen,
      differsFromMissing: { missing: outcome, differs, ...(names === 0 && { namesNothing: true }) },
    };
  }

  /** @throws NotWitnessed when an effect could not be seen: the attempt would prove nothing */
  private refuseBlind({ changes, onlyBySql }: ReadyAttempt, before: Snapshot): void {
    for (const { part } of changes?.filter(isCertain) ?? []) {
      const why = this.witness?.whyBlind({ part, onlyBySql }, before);
      if (why !== undefined) throw new NotWitnessed(why);
    }
  }

  private wear(changes: readonly Change[]): void {
    this.worn = true;
    const inBase = changes.map(({ part }) => part).filter((part) => !ON_TOP.test(part));
    if (inBase.length > 0) this.spent = true;
    if (!inBase.every(canBePutBack)) this.canBePutBack = false;
  }

  /** Somebody else changed something since the last attempt: the next one is preceded by a look of its own. */
  outdate(): void {
    this.last = undefined;
  }

  /** Something was changed by somebody else than an attempt, on objects that {@link renew} makes again. */
  changedOutside(): void {
    this.worn = true;
    this.last = undefined;
  }

  /** Looks at a new world, so that it can be {@link putBack}; a witness that looks at some parts only can not tell. */
  async begin(): Promise<void> {
    if (!this.witness || this.witness.selective) return;
    this.untouched = await this.look(false, undefined);
    this.remember(this.untouched, undefined);
  }

  /**
   * Makes a spent world as it was when it was new, where that takes less than another one.
   * @returns whether the witness sees that nothing differs; else the world must not be used any more
   */
  async putBack(): Promise<boolean> {
    const { untouched, world } = this;
    if (!untouched || !this.canBePutBack) return false;
    return phase('worlds put back', async () => {
      await this.renew();
      const changes = changesBetween(untouched, await this.look(false, undefined));
      if (!(await putBack(world, changes))) return false;
      const snapshot = await this.look(false, undefined);
      if (changesBetween(untouched, snapshot).length > 0) return false;
      this.spent = false;
      this.remember(snapshot, undefined);
      return true;
    });
  }

  /** Restores the world for the next attempt after objects on top of its base were changed. */
  async renew(): Promise<void> {
    if (!this.worn) return;
    await phase('worlds renewed', () => this.world.renew());
    this.worn = false;
    this.last = undefined;
  }

  /** Keeps a snapshot for the next attempt. */
  private remember(snapshot: Snapshot, about: Parts): void {
    this.last = { snapshot, size: this.world.size, about: keyOf(about) };
  }

  /** Reuses the snapshot after the last attempt unless objects were made since. */
  private async snapshotBefore(shared: boolean, about: Parts): Promise<Snapshot> {
    const { last, witness } = this;
    const same = last?.size === this.world.size && !(witness?.selective && last.about !== keyOf(about));
    return last && same && !shared ? last.snapshot : this.look(shared, about);
  }

  private async look(shared: boolean, about: Parts): Promise<Snapshot> {
    const scope = {
      ...this.world.scope(shared),
      ...(this.bystanders && { bystanders: this.bystanders.world.scope(false) }),
      ...(about === undefined ? {} : { about }),
    };
    const { witness } = this;
    return witness ? phase('looks of the witness', () => witness.look(scope)) : new Map<string, never>();
  }
}

/** What a selective witness looks at; undefined for everything. */
type Parts = readonly string[] | undefined;

const keyOf = (about: Parts) => about?.join() ?? 'everything';

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
