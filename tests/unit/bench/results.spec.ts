import { expect, test } from '@playwright/test';
import type { Figure } from '../../../tools/bench/benchmark';
import { isMet, lost, withNewer, type Result } from '../../../tools/bench/results';
import { withTable, writeTable } from '../../../tools/bench/table';

const figure = (given: Partial<Figure> = {}): Figure => ({
  ...{ name: 'plan / floor', value: 1.3, unit: '×', better: 'low', target: 1.4, detail: '27 s; 20 s' },
  ...given,
});
const result = (...figures: Figure[]): Result => ({
  name: 'overhead',
  what: 'one against the other',
  figures,
});

test('a target is met from its own side', () => {
  expect(isMet(figure({ value: 1.4 }))).toBe(true);
  expect(isMet(figure({ value: 1.41 }))).toBe(false);
  expect(isMet(figure({ better: 'high', target: 15, value: 14.9 }))).toBe(false);
  expect(isMet(figure({ better: 'high', target: 15, value: 15 }))).toBe(true);
  const { target: _none, ...open } = figure();
  expect(isMet(open)).toBeUndefined();
});

for (const { title, now, committed, isLost } of [
  { title: 'a fifth more', now: { value: 1.2 }, committed: { value: 1 }, isLost: false },
  { title: 'more than a fifth more', now: { value: 1.21 }, committed: { value: 1 }, isLost: true },
  {
    title: 'more than a fifth less of what should be high',
    ...{ now: { better: 'high', value: 15.9 }, committed: { better: 'high', value: 20 }, isLost: true },
  },
  {
    title: 'a fifth less of what should be high',
    ...{ now: { better: 'high', value: 16 }, committed: { better: 'high', value: 20 }, isLost: false },
  },
  { title: 'much better than before', now: { value: 0.3 }, committed: { value: 1 }, isLost: false },
  {
    title: 'seconds of another machine',
    now: { unit: 's', value: 9 },
    committed: { unit: 's', value: 1 },
    isLost: false,
  },
  {
    title: 'over the target, with nothing committed',
    now: { value: 9 },
    committed: undefined,
    isLost: false,
  },
] as { title: string; now: Partial<Figure>; committed?: Partial<Figure>; isLost: boolean }[])
  test(`${title}: ${isLost ? 'lost' : 'not lost'}`, () => {
    const before = [committed ?? []].flat().map((each) => result(figure(each)));
    expect(lost([result(figure(now))], before)).toHaveLength(isLost ? 1 : 0);
  });

test('what is lost is told with both figures', () => {
  expect(lost([result(figure({ value: 2.5 }))], [result(figure({ value: 1.3 }))])).toEqual([
    'overhead: plan / floor is 2.50 ×, and was 1.30 × (27 s; 20 s)',
  ]);
});

test('newer figures take the place of those of the same benchmark, and of no other', () => {
  const other: Result = { name: 'red', what: 'red cells', figures: [] };
  const newer = result(figure({ value: 1.1 }));
  expect(withNewer([result(figure()), other], [newer])).toEqual([newer, other]);
  expect(withNewer([other], [newer])).toEqual([other, newer]);
});

test('the table says what is met and what could not be measured', () => {
  const missing: Result = { name: 'overstep', what: 'another tool', missing: 'it is not there' };
  const table = writeTable({
    size: 'whole',
    machine: { processors: 2, node: '20.19.0', platform: 'linux x64' },
    results: [result(figure({ spread: 0.123 }), figure({ name: 'other', value: 2, detail: 'a|b' })), missing],
  });
  expect(table).toMatch(
    /\| overhead +\| plan \/ floor +\| 1\.30 × +\| at most 1\.40 × +\| yes +\| 12 % +\| 27 s; 20 s +\|/,
  );
  expect(table).toMatch(/\| other +\| 2\.00 × .*\*\*no\*\*.*a\\\|b/);
  expect(table).toContain('- **overstep**: another tool. Not measured: it is not there.');
});

test('only what is between the marks of the page is replaced', () => {
  const [begin, end] = ['<!-- npm run bench -- --write: begin -->', '<!-- npm run bench -- --write: end -->'];
  expect(withTable(`before\n${begin}\nold\n${end}\nafter\n`, 'new')).toBe(
    `before\n${begin}\n\nnew\n\n${end}\nafter\n`,
  );
  expect(() => withTable('no marks', 'new')).toThrow('the page has no lines');
});
