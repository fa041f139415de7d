import { expect, test } from '@playwright/test';
import { growthOf } from '../../../tools/endurance/flat';
import { Tally } from '../../../tools/endurance/tally';
import { evidenceOf, knownGap, recordedCell, recordOf } from '../report/records';

const cell = (id: string, given: Parameters<typeof recordedCell>[0] = {}) => recordedCell({ id, ...given });

test('cells that end alike in every run do not differ, whatever their times', () => {
  const tally = new Tally();
  tally.add('first', recordOf([cell('a', { ms: 1 }), cell('b')]));
  tally.add('second', recordOf([cell('b'), cell('a', { ms: 9 })]));
  expect(tally.differences).toEqual([]);
  expect(tally.size).toBe(2);
});

for (const { title, then, told } of [
  {
    title: 'another verdict',
    then: [cell('a', { status: 'failed', verdict: 'breach', evidence: evidenceOf({ judged: 'breach' }) })],
    told: 'a: passed: pass in first; failed: breach in second',
  },
  { title: 'a cell that is missing', then: [], told: 'a: passed: pass in first; missing in 1 runs' },
])
  test(`${title} is a difference`, () => {
    const tally = new Tally();
    tally.add('first', recordOf([cell('a')]));
    tally.add('second', recordOf(then));
    expect(tally.differences).toEqual([told]);
  });

test('a known gap that shows itself in another way is a difference', () => {
  const tally = new Tally();
  tally.add('first', recordOf([knownGap('breach')]));
  tally.add('second', recordOf([knownGap('leak')]));
  expect(tally.differences).toEqual([expect.stringContaining('(breach), gap gap in first; ')]);
});

test('memory that grows is told, and memory that only varies is not', () => {
  expect(growthOf('MB', [100, 104, 98, 103, 99, 105])).toBeUndefined();
  expect(growthOf('MB', [100, 101, 110, 115, 120, 125])).toBe('MB grew from 101 to 123 over 6 runs');
  expect(growthOf('MB', [100, 900])).toBeUndefined();
});
