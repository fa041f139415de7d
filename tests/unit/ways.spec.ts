import { expect, test } from '@playwright/test';
import { PLAIN, sets, type Factors } from '../../src/actions/ways/form';
import { choicesOf, nameOf } from '../../src/actions/ways/pairs';

const level = (name: string) => sets(name, { [name]: true });
const FACTORS: Factors = {
  filter: [PLAIN, level('text'), level('number')],
  order: [PLAIN, level('asc'), level('desc')],
  limit: [PLAIN, level('two'), sets('minus one', { limit: -1 }, 'odd')],
};
const names = (seed: number) => choicesOf(FACTORS, seed).map((choice) => nameOf(choice).name);

test('each level meets each level of every other factor, an odd one stands alone, the plain form is left out', () => {
  for (const seed of [1, 2, 3]) {
    const found = names(seed);
    for (const [one, other] of [
      ['text', 'asc'],
      ['text', 'desc'],
      ['number', 'asc'],
      ['number', 'desc'],
      ['text', 'two'],
      ['number', 'two'],
      ['asc', 'two'],
      ['desc', 'two'],
    ] as const)
      expect(
        found.some((name) => name.includes(one) && name.includes(other)),
        `${one} and ${other}`,
      ).toBe(true);
    expect(found.filter((name) => name.includes('minus one'))).toEqual(['minus one']);
    expect(found).not.toContain('');
  }
});

test('the same seed chooses the same forms', () => {
  expect(names(5)).toEqual(names(5));
  expect(new Set([5, 6, 7, 8].map((seed) => names(seed).join(';'))).size).toBeGreaterThan(1);
});
