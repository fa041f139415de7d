import { expect, test } from '@playwright/test';
import { sampleOf } from '../../../tools/mutate/sample';

const ALL = Array.from({ length: 1000 }, (_, place) => place);

test('a sample is the same for the same seed, another one for another, and in the order of the list', () => {
  const drawn = sampleOf(ALL, 100, 7);
  expect(drawn).toHaveLength(100);
  expect(new Set(drawn).size).toBe(100);
  expect(drawn).toEqual([...drawn].sort((one, other) => one - other));
  expect(sampleOf(ALL, 100, 7)).toEqual(drawn);
  expect(sampleOf(ALL, 100, 8)).not.toEqual(drawn);
});

test('a sample reaches all of the list, and is the list where that is no longer', () => {
  const seeds = Array.from({ length: 60 }, (_, seed) => seed);
  expect(new Set(seeds.flatMap((seed) => sampleOf(ALL, 100, seed))).size).toBeGreaterThan(990);
  expect(sampleOf([1, 2, 3], 100, 7)).toEqual([1, 2, 3]);
});
