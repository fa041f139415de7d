import { expect, test } from '@playwright/test';
import { factsOf, judgeComposed, type Answer } from '../../../src/compose/compare';

const told = (...facts: string[]): Answer => ({ facts, change: [] });
const changed = (...change: string[]): Answer => ({ facts: [], change });
const refused = (why: 'privilege' | 'login' = 'privilege'): Answer => ({
  refused: why,
  facts: [],
  change: [],
});
const error: Answer = { error: '500', facts: [], change: [] };

/** PostgreSQL's answer, Mathesar's, and the verdict; with the effects of a breach. */
const CASES: [string, Answer, Answer, string][] = [
  ['the same rows', told('a', 'b'), told('b', 'a'), 'pass'],
  ['a fact more', told('a'), told('a', 'b'), 'breach (answer)'],
  ['the same fact once more', told('a'), told('a', 'a'), 'breach (answer)'],
  ['a fact less', told('a', 'b'), told('a'), 'over-restriction'],
  ['rows where PostgreSQL refuses', refused(), told('a'), 'breach (answer)'],
  ['nothing where PostgreSQL refuses', refused(), told(), 'silent no-op'],
  ['both refuse', refused(), refused(), 'pass'],
  ['both refuse, for other reasons', refused('login'), refused(), 'wrong reason'],
  ['a refusal of what is allowed', told('a'), refused(), 'over-restriction'],
  ['the same change', changed('+ row x'), changed('+ row x'), 'pass'],
  ['another change', changed('+ row x'), changed('+ row y'), 'breach (row)'],
  ['a change more', changed('+ row x'), changed('+ row x', '+ grant t'), 'breach (grant)'],
  ['a change behind a refusal', refused(), { ...refused(), change: ['- row x'] }, 'breach (row)'],
  ['no change', changed('+ row x'), changed(), 'ineffective'],
  ['a part of the change', changed('+ row x', '+ grant t'), changed('+ row x'), 'over-restriction'],
  ['a crash', told('a'), error, 'inconclusive'],
  ['a crash where PostgreSQL refuses', refused(), error, 'inconclusive'],
  ['a change behind a crash', refused(), { ...error, change: ['- row x'] }, 'breach (row)'],
];

for (const [what, postgres, mathesar, verdict] of CASES) {
  test(`${what}: ${verdict}`, () => {
    const judgement = judgeComposed(postgres, mathesar);
    const effects = judgement.verdict === 'breach' ? ` (${judgement.effects.join(', ')})` : '';
    expect(judgement.verdict + effects).toBe(verdict);
  });
}

test('less is no difference where the plan says what Mathesar also needs; more still is, and so is a crash', () => {
  const judge = (postgres: Answer, mathesar: Answer) =>
    judgeComposed(postgres, mathesar, ['SELECT on id']).verdict;
  expect(judge(changed('+ row x'), refused())).toBe('pass');
  expect(judge(changed('+ row x'), changed('+ row y'))).toBe('breach');
  expect(judge(changed('+ row x'), error)).toBe('inconclusive');
  expect(judge(refused(), refused('login'))).toBe('wrong reason');
});

test('the order of rows is a fact only where it counts, and so are rows without a column to read', () => {
  const rows = [{ id: 1 }, { id: 2 }];
  const turned = rows.toReversed();
  expect(factsOf(rows, false).sort()).toEqual(factsOf(turned, false).sort());
  expect(factsOf(rows, true).sort()).not.toEqual(factsOf(turned, true).sort());
  expect(factsOf([{}, {}], false)).toEqual(['row 1', 'row 2']);
});
