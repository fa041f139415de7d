import { expect, test } from '@playwright/test';
import { compilePlan } from '../../../src/plan/compile';
import { formatProblem } from '../../../src/plan/format';
import { compileUncovered } from '../../../src/plan/uncovered';
import { LOCAL } from '../../../src/engine/local-profile';
import { vocabularyOf } from '../../../src/engine/profile';
import { ONE_RULE } from '../../integration/support/trial-plan';

const vocabulary = vocabularyOf(LOCAL, { partial: true });
const { plan } = compilePlan([{ file: 'qa-plan/trial.md', text: ONE_RULE }], vocabulary);

function problemsOf(...rows: string[]): string[] {
  const text = `---\narea: uncovered\nkind: uncovered\n---\n\n| Method | Why |\n| --- | --- |\n${rows.join('\n')}\n`;
  return compileUncovered([{ file: 'qa-plan/uncovered.md', text }], plan, vocabulary).problems.map(
    formatProblem,
  );
}

test('a method is left out with a reason', () => {
  expect(problemsOf('| `system.listMethods` | of the protocol |', '| `GET /api/x/` | a download |')).toEqual(
    [],
  );
});

for (const [what, row, message] of [
  ['without a reason', '| `system.listMethods` | |', /uncovered\.md:8:\d+ {2}Why is empty/],
  ['that is none', '| everything | why not |', /uncovered\.md:8:3 {2}"everything" is no method/],
  ['that a rule tries', '| `records.add` | why not |', /uncovered\.md:8:3 {2}rule T-1 tries records\.add/],
] as const)
  test(`a method ${what} is a problem at its place`, () => {
    expect(problemsOf(row)).toEqual([expect.stringMatching(message)]);
  });

test('a method that is listed twice is a problem', () => {
  const row = '| `system.listMethods` | of the protocol |';
  expect(problemsOf(row, row)).toEqual([
    expect.stringContaining('uncovered.md:9:3  system.listMethods is listed twice'),
  ]);
});
