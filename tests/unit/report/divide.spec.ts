import { expect, test } from '@playwright/test';
import { divide, weigh } from '../../../src/report/shards/divide';

const weights = (...of: number[]) => of.map((weight) => ({ weight }));

test('every part is in one shard, in order, and shards weigh about as much', () => {
  expect(divide(weights(1, 1, 1, 1), 2)).toEqual([0, 0, 1, 1]);
  expect(divide(weights(1, 1, 1, 9, 3, 3), 2)).toEqual([0, 0, 0, 0, 1, 1]);
  expect(divide(weights(5, 5), 1)).toEqual([0, 0]);
  expect(divide([], 3)).toEqual([]);
  expect(divide(weights(0, 0), 3)).toEqual([0, 0]);
});

test('more shards than parts leave shards empty and no part out', () => {
  const shards = divide(weights(1, 1), 5);
  expect(shards.every((shard) => shard >= 0 && shard < 5)).toBe(true);
  expect(new Set(shards).size).toBe(2);
});

test('a hundred shards of small parts are within a tenth of their mean', () => {
  const parts = Array.from({ length: 6000 }, (_, n) => ({ weight: 10 + ((n * 7919) % 90) }));
  const taken = Array.from({ length: 100 }, () => 0);
  const shards = divide(parts, 100);
  parts.forEach(({ weight }, index) => {
    const shard = shards[index] ?? 0;
    taken[shard] = (taken[shard] ?? 0) + weight;
  });
  const mean = taken.reduce((sum, each) => sum + each, 0) / 100;
  expect(Math.max(...taken) / mean).toBeLessThan(1.1);
});

/** The longest of the shards in which parts are. */
function longest(parts: readonly number[], shardOf: readonly number[]): number {
  const lengths = new Map<number, number>();
  parts.forEach((weight, index) => {
    const shard = shardOf[index] ?? 0;
    lengths.set(shard, (lengths.get(shard) ?? 0) + weight);
  });
  return Math.max(...lengths.values());
}

/** The least that the longest can be, of all ways to cut. */
function least(parts: readonly number[], shards: number): number {
  const [first, ...rest] = parts;
  if (first === undefined) return 0;
  if (shards === 1) return longest(parts, []);
  const ways = rest.map((_, index) =>
    Math.max(longest(parts.slice(0, index + 1), []), least(parts.slice(index + 1), shards - 1)),
  );
  return Math.min(longest(parts, []), ...ways);
}

test('no other cut has a shorter longest shard', () => {
  const parts = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3];
  for (const shards of [2, 3, 4, 9])
    expect(longest(parts, divide(weights(...parts), shards))).toBe(least(parts, shards));
});

test('a test that no record knows weighs as others on its surface do', () => {
  const known = [
    { key: 'a', surface: 'api' as const },
    { key: 'b', surface: 'api' as const },
    { key: 'c', surface: 'ui' as const },
  ];
  expect(weigh(known, new Map([['a', 20]]))).toEqual([20, 20, 180]);
  expect(weigh(known, new Map([['c', 90]]))).toEqual([10, 10, 90]);
  expect(weigh(known, new Map())).toEqual([1, 1, 9]);
});
