import { expect, test } from '@playwright/test';
import { inTurns, median, ratioInTurns, spread } from '../../../tools/bench/arithmetic';
import { costOf, lasted } from '../../../tools/bench/durations';

test('the median is the middle one, or between the two in the middle', () => {
  expect(median([9, 1, 2])).toBe(2);
  expect(median([9, 1, 2, 4])).toBe(3);
  expect(() => median([])).toThrow('nothing was measured');
});

test('the spread is how far the same thing lies apart, against its median', () => {
  expect(spread([10, 10, 10])).toBe(0);
  expect(spread([8, 10, 13])).toBeCloseTo(0.5);
});

test('a machine that gets slower meanwhile does not change a ratio of turns', () => {
  const slower = [1, 2, 4];
  expect(
    ratioInTurns(
      slower.map((by) => 3 * by),
      slower.map((by) => 2 * by),
    ),
  ).toBe(1.5);
  expect(median([3, 6, 12]) / median([2, 2, 8])).not.toBe(ratioInTurns([3, 6, 12], [2, 2, 8]));
  expect(() => ratioInTurns([1, 2], [1])).toThrow('2 turns of one, 1 of the other');
});

test('things are measured in turns', async () => {
  const order: string[] = [];
  const measured = (name: string) => () => {
    order.push(name);
    return Promise.resolve(order.length);
  };
  const took = await inTurns(3, { a: measured('a'), b: measured('b') });
  expect(order.join('')).toBe('ababab');
  expect(took).toEqual({ a: [1, 3, 5], b: [2, 4, 6] });
});

test('a test costs its own time and its share of what lies between the tests of the run', () => {
  const tests = [
    { start: 0, ms: 100 },
    { start: 110, ms: 10 },
    { start: 130, ms: 20 },
  ];
  expect(lasted(tests)).toBe(150);
  // 20 of the 150 are between the tests.
  expect(costOf(tests, tests)).toBeCloseTo(20 + 20 / 3);
});
