import { expect, test } from '@playwright/test';
import { DISCLOSURE_KINDS } from '../../../src/plan/disclosure/kinds';
import { compileDisclosure } from '../../../src/plan/disclosure/page';
import { formatProblems } from '../../../src/plan/format';
import { vocabulary } from '../plan/vocabulary';

const roles = ['admin', 'viewer'];
const HEAD = '---\narea: disclosure\nkind: disclosure\n---\n\n';
const COLUMNS = '| ID | Kind | admin | viewer | Source |\n|---|---|---|---|---|\n';
const rows = DISCLOSURE_KINDS.map(
  (kind, index) => `| DIS-${String(index + 1)} | ${kind} | may know | never | sense |`,
);
const read = (body: string) =>
  compileDisclosure([{ file: 'qa-plan/disclosure.md', text: HEAD + body }], { ...vocabulary, roles });
const problemsOf = (body: string) => formatProblems(read(body).problems);
const table = (lines: readonly string[], columns = COLUMNS) => `${columns}${lines.join('\n')}\n`;

test('a row says which roles may know its kind', () => {
  const { disclosure, problems } = read(table(rows));
  expect(problems).toEqual([]);
  expect([...(disclosure.get('password hash') ?? [])]).toEqual(['admin']);
});

const WRONG: Record<string, { body: string; says: string }> = {
  'a kind without a row': { body: table(rows.slice(1)), says: 'no row says who may know: password hash' },
  'a kind with two rows': {
    body: table([...rows, '| DIS-99 | private form | never | never | sense |']),
    says: 'kind private form is there twice',
  },
  'a misspelt kind': {
    body: table([...rows.slice(1), '| DIS-1 | pasword hash | never | never | sense |']),
    says: 'unknown kind "pasword hash"; did you mean password hash?',
  },
  'another word': {
    body: table([...rows.slice(1), '| DIS-1 | password hash | nevr | allow | sense |']),
    says: 'unknown word "nevr"; did you mean never?',
  },
  'an empty cell': {
    body: table([...rows.slice(1), '| DIS-1 | password hash |  | never | sense |']),
    says: 'a cell is empty',
  },
  'a role without a column': {
    body: table(
      rows.map((row) => row.replace(' never |', '')),
      '| ID | Kind | admin | Source |\n|---|---|---|---|\n',
    ),
    says: 'the matrix has no column for viewer',
  },
  'an unknown column': {
    body: table(rows, COLUMNS.replace('viewer', 'vewer')),
    says: 'did you mean viewer?',
  },
  'a row without a source': {
    body: table([...rows.slice(1), '| DIS-1 | password hash | never | never |  |']),
    says: 'Source is empty',
  },
  'a row behind a blank line': {
    body: `${table(rows.slice(1))}\nText\n\n| DIS-1 | password hash | never | never | sense |\n`,
    says: 'this looks like a row but belongs to no table',
  },
  'no matrix': { body: 'Prose.\n', says: 'the page has no table with a column ID' },
};

for (const [what, { body, says }] of Object.entries(WRONG))
  test(`${what} is an error with its place`, () => {
    expect(problemsOf(body)).toContain(says);
    expect(problemsOf(body)).toMatch(/^qa-plan\/disclosure\.md:\d+:\d+ {2}/);
  });
