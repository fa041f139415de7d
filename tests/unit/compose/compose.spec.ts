import { expect, test } from '@playwright/test';
import { composeRoles } from '../../../src/compose/compose';
import { FACTOR_NAMES, levelsOf, type ComposedRole, type Factor } from '../../../src/compose/factors';

/** How the issue of the feature puts it. */
const MOST_ROLES = 60;

const SEEDS = Array.from({ length: 100 }, (_, seed) => seed);

/** All pairs of levels of two factors, as text. */
const PAIRS = FACTOR_NAMES.flatMap((one, at) =>
  FACTOR_NAMES.slice(at + 1).flatMap((other) =>
    levelsOf(one).flatMap((_, a) => levelsOf(other).map((__, b) => pairOf(one, a, other, b))),
  ),
);

test('every pair of levels is in one of at most sixty roles, whatever the seed', () => {
  for (const seed of SEEDS) {
    const roles = composeRoles(seed);
    expect(roles.length, `seed ${String(seed)}`).toBeLessThanOrEqual(MOST_ROLES);
    const covered = new Set(roles.flatMap(pairsOf));
    expect(
      PAIRS.filter((pair) => !covered.has(pair)),
      `seed ${String(seed)}`,
    ).toEqual([]);
  }
});

test('a pair that nothing hides is in a role in which nothing hides it', () => {
  const open = (role: ComposedRole, but: readonly Factor[] = []) =>
    FACTOR_NAMES.every((factor) => but.includes(factor) || !levelsOf(factor)[role[factor]]?.hides);
  const isOpen = (factor: Factor, level: number) => !levelsOf(factor)[level]?.hides;
  for (const seed of SEEDS.slice(0, 10)) {
    const roles = composeRoles(seed);
    const missing = FACTOR_NAMES.flatMap((one, at) =>
      FACTOR_NAMES.slice(at + 1).flatMap((other) =>
        levelsOf(one).flatMap((_, a) =>
          levelsOf(other).flatMap((__, b) => {
            // Of two levels that hide, one hides the other.
            if (!isOpen(one, a) && !isOpen(other, b)) return [];
            const found = roles.some(
              (role) => role[one] === a && role[other] === b && open(role, [one, other]),
            );
            return found ? [] : [pairOf(one, a, other, b)];
          }),
        ),
      ),
    );
    expect(missing, `seed ${String(seed)}`).toEqual([]);
  }
});

test('a seed gives the same roles again, and another seed others', () => {
  expect(composeRoles(5)).toEqual(composeRoles(5));
  expect(composeRoles(5)).not.toEqual(composeRoles(6));
  const roles = composeRoles(5).map((role) => JSON.stringify(role));
  expect(new Set(roles).size).toBe(roles.length);
});

function pairsOf(role: ComposedRole): string[] {
  return FACTOR_NAMES.flatMap((one, at) =>
    FACTOR_NAMES.slice(at + 1).map((other) => pairOf(one, role[one], other, role[other])),
  );
}

function pairOf(one: Factor, a: number, other: Factor, b: number): string {
  return `${one} ${String(a)}, ${other} ${String(b)}`;
}
