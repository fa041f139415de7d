import { expect, test } from '@playwright/test';
import { smallest, type Ground, type Tried } from '../../../src/explain/search';

/** A cell that takes all of some parts, the first that is missing being the obstacle. */
const needing = (
  needed: readonly string[],
  offered: readonly string[],
  weights: Record<string, number> = {},
) => {
  const tried: string[] = [];
  const ground: Ground<string, Tried> = {
    attempt: (parts) => {
      tried.push(parts.join('+'));
      const missing = needed.find((one) => !parts.includes(one));
      return Promise.resolve({ turned: missing === undefined, obstacle: missing ?? 'none' });
    },
    candidates: (_seen, parts) => Promise.resolve(offered.filter((one) => !parts.includes(one))),
    weightOf: (part) => weights[part] ?? 1,
  };
  return { ground, tried };
};

const CASES = [
  { what: 'one part', needed: ['b'], offered: ['a', 'b', 'c'], found: ['b'] },
  {
    what: 'two obstacles behind each other',
    needed: ['b', 'c'],
    offered: ['a', 'b', 'c'],
    found: ['b', 'c'],
  },
  {
    what: 'four of them',
    needed: ['d', 'b', 'a', 'c'],
    offered: ['a', 'b', 'c', 'd'],
    found: ['d', 'b', 'a', 'c'],
  },
];

for (const { what, needed, offered, found } of CASES) {
  test(`the smallest parts are found: ${what}`, async () => {
    const { ground } = needing(needed, offered);
    const { parts, seen } = await smallest(ground, await ground.attempt([]));
    expect(seen.turned).toBe(true);
    expect(parts).toEqual(found);
  });
}

test('a pair without a sign of progress is found before one heavy part', async () => {
  const { ground } = needing([], ['read', 'write', 'own'], { own: 2.2 });
  const turned = (parts: readonly string[]) =>
    parts.includes('own') || (parts.includes('read') && parts.includes('write'));
  ground.attempt = (parts) => Promise.resolve({ turned: turned(parts), obstacle: 'denied' });
  const { parts } = await smallest(ground, await ground.attempt([]));
  expect(parts).toEqual(['read', 'write']);
});

test('a part that only seemed to help is left out', async () => {
  const { ground } = needing([], ['seems', 'helps']);
  ground.attempt = (parts) => {
    const turned = parts.includes('helps');
    return Promise.resolve({ turned, obstacle: parts.includes('seems') ? 'another' : 'denied' });
  };
  ground.candidates = (seen) => Promise.resolve(seen.obstacle === 'denied' ? ['seems'] : ['helps']);
  const { parts } = await smallest(ground, await ground.attempt([]));
  expect(parts).toEqual(['helps']);
});

test('a way that leads nowhere is taken only where there is no other', async () => {
  const { ground } = needing([], []);
  ground.candidates = (_seen, parts, wide) =>
    Promise.resolve(parts.length > 0 ? [] : wide ? ['far'] : ['near']);
  ground.attempt = (parts) =>
    Promise.resolve({
      turned: parts.includes('far'),
      obstacle: parts.includes('near') ? 'in vain' : 'denied',
      isDeadEnd: parts.includes('near'),
    });
  const { parts } = await smallest(ground, await ground.attempt([]));
  expect(parts).toEqual(['far']);
});

test('nothing turns what nothing turns', async () => {
  const { ground } = needing(['x'], ['a', 'b']);
  const { parts, seen } = await smallest(ground, await ground.attempt([]));
  expect({ parts, turned: seen.turned }).toEqual({ parts: [], turned: false });
});
