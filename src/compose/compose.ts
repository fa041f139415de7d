import { createRequire } from 'node:module';
import { FACTOR_NAMES, levelsOf, NEUTRAL, type ComposedRole, type Factor } from './factors';

// A CommonJS bundle whose names Node can not import; its types say otherwise.
const { make } = createRequire(import.meta.url)('covertable') as typeof import('covertable');

/** The most roles that one seed may give: each costs a run time. */
const MOST_ROLES = 60;

/** The seed of the roles that every run of the plan asks about, so that titles are the same on every load. */
export const PLAN_SEED = 47;

/** A level of a factor that hides what the others do. */
interface Hiding {
  factor: Factor;
  level: number;
}

const HIDING: readonly Hiding[] = FACTOR_NAMES.flatMap((factor) =>
  levelsOf(factor).flatMap(({ hides }, level) => (hides ? [{ factor, level }] : [])),
);

/**
 * Composes roles such that each pair of levels of two factors is in one of them; a pair of levels that hide nothing is in
 * one in which nothing else hides it, so that it is really tried.
 *
 * @param seed which of the many ways to cover all pairs
 * @returns the same roles for the same seed, at most 60
 */
export function composeRoles(seed: number): ComposedRole[] {
  // How many roles it takes is a matter of luck: 54 to 61.
  for (let turn = 0; ; turn += 1) {
    const roles = cover(seed, turn);
    if (roles.length <= MOST_ROLES) return roles;
  }
}

function cover(seed: number, turn: number): ComposedRole[] {
  const open = Object.fromEntries(
    FACTOR_NAMES.map((factor) => [factor, numbersOf(factor).filter((level) => !isHiding(factor, level))]),
  );
  const roles = make(open, { seed: `${String(seed)} ${String(turn)}` }) as ComposedRole[];
  roles.sort((one, other) => JSON.stringify(inOrder(one)).localeCompare(JSON.stringify(inOrder(other))));
  return [
    ...roles.map(inOrder),
    ...HIDING.flatMap((hiding, place) => behind(hiding, open, seed + place)),
    ...hidden(),
  ];
}

/** Roles in which one level hides, and the open ones of each other factor take turns. */
function behind({ factor, level }: Hiding, open: Record<string, number[]>, seed: number): ComposedRole[] {
  const others = FACTOR_NAMES.filter((name) => name !== factor);
  const most = Math.max(...others.map((name) => open[name]?.length ?? 0));
  return Array.from({ length: most }, (_, turn) => {
    const taken = others.map((name, place) => {
      const levels = open[name] ?? [0];
      // Factors of as many levels must not go in step.
      const at = turn + place * (seed % most) + Math.floor(turn / levels.length);
      return [name, levels[at % levels.length] ?? 0] as const;
    });
    return { ...NEUTRAL, ...Object.fromEntries(taken), [factor]: level };
  });
}

/** Roles in which one level hides of every factor that has one, so that pairs of these are covered too. */
function hidden(): ComposedRole[] {
  const factors = [...new Set(HIDING.map(({ factor }) => factor))];
  const levelsIn = (factor: Factor) => HIDING.filter((hiding) => hiding.factor === factor);
  const most = Math.max(...factors.map((factor) => levelsIn(factor).length));
  return Array.from({ length: most }, (_, turn) => {
    const taken = factors.map((factor) => {
      const levels = levelsIn(factor);
      return [factor, levels[turn % levels.length]?.level ?? 0] as const;
    });
    return { ...NEUTRAL, ...Object.fromEntries(taken) };
  });
}

const numbersOf = (factor: Factor) => levelsOf(factor).map((_, level) => level);
const isHiding = (factor: Factor, level: number) => levelsOf(factor)[level]?.hides === true;
const inOrder = (role: ComposedRole) =>
  Object.fromEntries(FACTOR_NAMES.map((factor) => [factor, role[factor]])) as unknown as ComposedRole;
