import { setTimeout as delay } from 'node:timers/promises';
import type { Expectation } from '../plan/types';
import type { Revocation } from '../record/schema';
import type { Role } from '../roles';
import type { Held, Holder, Situation } from '../world/situations/situation';
import type { Observation } from './attempt';
import { judge } from './verdict/judge';
import type { WitnessedWorld } from './witnessed-world';

/**
 * How often in a row an attempt must end the same before it counts: an install with several processes may have as many
 * memories of a right.
 */
const TIMES = 3;

/** How long after the budget a right that still works is looked at, and how often. */
const LOOK_ON_MS = 5000;
const PAUSE_MS = 200;

/** A change of a right, as attempts after it, or looks at a page, showed it. */
export interface Settled<Seen = Observation> {
  /** The last attempt. */
  seen: Seen;
  /** When, after the change, attempts began to end as they should, and did so from then on; undefined if never. */
  settledMs: number | undefined;
  /** The first attempt that was sent later than the budget allows and still ended as before, and when. */
  late?: { seen: Seen; ms: number };
}

/** What was seen of a rule in a situation. */
export interface Course {
  situation: Situation;
  budgetMs: number;
  /** The attempt right before the first change. */
  before: Observation;
  /** After the right was taken, before it was given back. */
  taken?: Settled;
  /** After the last change. */
  end: Settled;
}

/** What a course takes. */
export interface CourseOptions {
  situation: Situation;
  budgetMs: number;
  expected: Expectation;
  world: WitnessedWorld;
  role: Role;
}

/**
 * Brings a situation about for a new account like the role's, and tries the same before and after.
 * @param attempt one attempt by whoever holds the right
 * @returns the last observation, with all that led to it
 * @throws as {@link Way.hold}, and whatever the attempt throws
 */
export async function runCourse(
  { situation, budgetMs, expected, world, role }: CourseOptions,
  attempt: (holder: Holder) => Promise<Observation>,
): Promise<Observation> {
  const { way, course } = situation;
  const held = await way.hold(world.world, role);
  let { holder } = held;
  world.changedOutside();
  const change = async (make: Held['give']) => {
    if (!make) throw new Error(`what "${situation.name}" takes can not be given back`);
    holder = (await make()) ?? holder;
    world.changedOutside();
  };
  const settle = (wanted: Expectation) =>
    settled(() => attempt(holder), {
      isAsWanted: (seen) =>
        wanted.kind === 'allow' ? works(seen) : judge(wanted, seen, true).verdict !== 'breach',
      budgetMs,
      times: TIMES,
    });

  if (course === 'given') await change(held.take);
  // Once and right before the change: what an install remembers for a while must not end by itself before that.
  const before = await attempt(holder);
  const taken = course === 'given back' ? await change(held.take).then(() => settle(DENY)) : undefined;
  await change(course === 'taken' ? held.take : held.give);
  const end = await settle(expected);
  return { ...end.seen, course: { situation, budgetMs, before, end, ...(taken && { taken }) } };
}

/** Tries until as many attempts in a row as are asked for end as wanted, or have not for long enough. */
export async function settled<Seen>(
  attempt: () => Promise<Seen>,
  {
    isAsWanted: isWanted,
    budgetMs,
    times,
  }: { isAsWanted: (seen: Seen) => boolean; budgetMs: number; times: number },
): Promise<Settled<Seen>> {
  const changed = performance.now();
  let late: Settled<Seen>['late'];
  let settledMs: number | undefined;
  for (let calm = 0; ;) {
    const sentMs = performance.now() - changed;
    const seen = await attempt();
    const isAsWanted = isWanted(seen);
    calm = isAsWanted ? calm + 1 : 0;
    settledMs = isAsWanted ? (settledMs ?? performance.now() - changed) : undefined;
    if (!isAsWanted && sentMs > budgetMs) late ??= { seen, ms: sentMs };
    if (calm === times || sentMs > budgetMs + LOOK_ON_MS) return { seen, settledMs, ...(late && { late }) };
    if (!isAsWanted) await delay(Math.max(budgetMs - sentMs, PAUSE_MS));
  }
}

/** Whether an attempt did all that an allowed one does. */
export const works = (seen: Observation): boolean => judge({ kind: 'allow' }, seen, true).verdict === 'pass';

const DENY: Expectation = { kind: 'deny' };

/** A time of the revocation clock. @param settledMs undefined where the right had not ended when the look did */
export function revocationIn(
  { situation, budgetMs }: Pick<Course, 'situation' | 'budgetMs'>,
  surface: string,
  settledMs: number | undefined,
): Revocation {
  const ms = settledMs === undefined ? budgetMs + LOOK_ON_MS : Math.round(settledMs);
  return { way: situation.way.name, surface, ms, isOpen: settledMs === undefined };
}
