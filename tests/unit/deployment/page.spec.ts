import { expect, test } from '@playwright/test';
import { compileDeployment } from '../../../src/deployment/plan/page';
import { formatProblems } from '../../../src/plan/format';

const HEADER = '| ID | Deployment | Needs | Level | For | Without it | Known gap | Source |';
const GOOD = '| DEP-01 | create-new | `CREATEDB` | required | creating | refused: privilege | | guide |';

/** What is wrong with a page of these lines below its front matter. */
function problemsOf(...lines: string[]): string {
  const text = ['---', 'area: deployment', 'kind: deployment', '---', '', ...lines].join('\n');
  const { problems } = compileDeployment([{ file: 'qa-plan/deployment.md', text }], '2026-11-25');
  return formatProblems(problems);
}
const inTable = (...rows: string[]) => problemsOf(HEADER, '| - | - | - | - | - | - | - | - |', ...rows);
const with_ = (from: string, to: string) => inTable(GOOD.replace(from, to));

test('a page without a slip has no problems, and its rows are read', () => {
  expect(inTable(GOOD)).toBe('');
  const text = ['---', 'area: deployment', '---', '', HEADER, '|-|-|-|-|-|-|-|-|', GOOD].join('\n');
  const { requirements } = compileDeployment([{ file: 'deployment.md', text }], '2026-11-25');
  expect(requirements).toMatchObject([
    {
      ...{ id: 'DEP-01', deployment: 'create-new', level: 'required', refusal: 'refused: privilege' },
      ...{ need: { kind: 'attribute', attribute: 'CREATEDB' }, needs: 'CREATEDB', flaws: [] },
    },
  ]);
});

for (const [slip, from, to, said] of [
  ['deployment', 'create-new', 'creat-new', '8:12  unknown deployment "creat-new"; did you mean create-new?'],
  ['privilege', 'CREATEDB', 'CREATEDBS', '8:25  unknown privilege "CREATEDBS"; did you mean CREATEDB?'],
  ['longer privilege', 'CREATEDB', 'CONECT on database', 'did you mean CONNECT on database?'],
  ['level', 'required', 'requierd', 'unknown level "requierd"; did you mean required?'],
  ['outcome', 'refused: privilege', 'refused: privileges', 'did you mean refused: privilege?'],
  ['empty cell', 'guide', '', 'Source is empty'],
  ['ID', 'DEP-01', 'DEP 01', '8:3  ID "DEP 01" has other characters'],
  ['flaw without a footnote', '| | guide', '| crash | guide', '"crash" has no footnote of its own'],
  ['footnote that is not there', '| | guide', '| crash[^x] | guide', '[^x] is not defined'],
  ['unknown flaw', '| | guide', '| cash[^x] | guide', 'unknown flaw "cash"; did you mean crash?'],
] as const) {
  test(`a slip is told with its place: ${slip}`, () => {
    expect(with_(from, to)).toContain(said);
  });
}

test('all problems are told at once, and a row of a wrong table is no problem of its own', () => {
  expect(inTable(GOOD, GOOD.replace('create-new', 'x'))).toMatch(
    /ID DEP-01 is there twice.*\n.*unknown deployment/s,
  );
  expect(problemsOf(HEADER.replace('Needs', 'Need'), '|-|-|-|-|-|-|-|-|', GOOD)).toContain(
    '6:21  unknown column "Need"; did you mean Needs?',
  );
  expect(problemsOf(HEADER.replace(' Level |', ''), '|-|-|-|-|-|-|-|')).toContain('no column Level');
  expect(problemsOf('No table.')).toContain('the page has no table with a column ID');
});

test('a known gap stands behind the flaw that it excuses, and names no other', () => {
  const row = GOOD.replace('| | guide', '| crash[^x] | guide');
  for (const gap of ['known gap (unclear)', 'known page gap']) {
    expect(inTable(row, '', `[^x]: ${gap} until 2026-11-25, https://example.org/9: why`)).toMatch(
      /10:\d+ {2}\[\^x\] is a gap of what stands before it, and says no more\n {2}write: known gap until/,
    );
  }
});

test('a known gap that has expired is an error', () => {
  const row = GOOD.replace('| | guide', '| crash[^x] | guide');
  expect(inTable(row, '', '[^x]: known gap until 2026-11-24, https://example.org/9: why')).toContain(
    'has expired',
  );
  expect(inTable(row, '', '[^x]: known gap until 2026-11-25, https://example.org/9: why')).toBe('');
});
