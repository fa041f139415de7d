import { expect, test } from '@playwright/test';
import { composeRoles } from '../../../src/compose/compose';
import { FACTOR_NAMES, NEUTRAL, type ComposedRole, type Factor } from '../../../src/compose/factors';
import { shrink } from '../../../src/compose/shrink';

/** Differences that need one level, two, and either of two. */
const CASES: [what: string, differs: (role: ComposedRole) => boolean, smallest: Partial<ComposedRole>][] = [
  ['one level', (role) => role.columns === 2, { columns: 2 }],
  ['two levels', (role) => role.membership === 2 && role.table === 1, { membership: 2, table: 1 }],
  ['none', () => true, {}],
];

for (const [what, differs, smallest] of CASES) {
  test(`a difference that needs ${what} shrinks to just that`, async () => {
    const role = { ...NEUTRAL, columns: 2, membership: 2, table: 1, public: 3, 'row security': 4 };
    const found = await shrink(role, (candidate) => Promise.resolve(differs(candidate)));
    expect(found).toEqual({ ...NEUTRAL, ...smallest });
  });
}

test('what is left can not be shrunk by one more factor, even where factors hide each other', async () => {
  // USAGE missing hides the membership; without it the difference needs the membership to be gone first.
  const differs = (role: ComposedRole) =>
    (role.schema === 1 && role.table > 0) || (role.table > 0 && role.membership === 0);
  for (const role of composeRoles(3).filter(differs)) {
    const found = await shrink(role, (candidate) => Promise.resolve(differs(candidate)));
    expect(differs(found)).toBe(true);
    for (const factor of FACTOR_NAMES.filter((name: Factor) => found[name] !== 0))
      expect(differs({ ...found, [factor]: 0 }), factor).toBe(false);
  }
});
