import { expect, test } from '@playwright/test';
import { compilePlan } from '../../../src/plan/compile';
import { formatProblems } from '../../../src/plan/format';
import { cellsInOrder, offersInOrder } from '../../../src/plan/order';
import { isError } from '../../../src/plan/problems';
import { compileFile, coveringFile, matrix, onlyRule, planText, row } from './plans';
import { vocabulary } from './vocabulary';

test('reads a rule with all that it says', () => {
  const file = compileFile(
    `# The records\n\nProse.\n\n${matrix(
      [
        row('REC-01', { rule: 'Add **one** user\\|s', action: 'users.add(superuser: true, limit: 10)' }) +
          ' | minor | demo | api | collaborator just removed | 1.5 s | the user guide | ',
      ],
      ['Severity', 'Installs', 'Surfaces', 'Given', 'Budget', 'Source', 'Positive control'],
    )}`,
  );
  expect(file).toMatchObject({ file: 'qa-plan/area.md', area: 'area', title: 'The records', covers: [] });
  const { cells, ...rule } = onlyRule(file);
  expect(rule).toEqual({
    id: 'REC-01',
    title: 'Add one user|s',
    action: {
      name: 'users.add',
      args: { superuser: true, limit: 10, language: 'en', count: 1, name: 'someone' },
      text: 'users.add(superuser: true, limit: 10)',
    },
    area: 'area',
    severity: 'minor',
    installs: ['demo'],
    surfaces: ['api'],
    offers: [],
    given: { situation: 'collaborator just removed', budgetMs: 1500 },
    source: 'the user guide',
    position: { file: 'qa-plan/area.md', line: 11, column: 3 },
  });
  expect(cells.map(({ role, expectation }) => [role, expectation])).toEqual([
    ['admin', { kind: 'allow' }],
    ['editor', { kind: 'allow' }],
    ['viewer', { kind: 'allow' }],
    ['outsider', { kind: 'deny', reason: 'collaborator' }],
    ['anonymous', { kind: 'deny', reason: 'login' }],
  ]);
});

test('a rule with a situation needs no role that is allowed, and without a budget its rights end at once', () => {
  const cells = '– | deny: collaborator | – | – | –';
  const rows = [`${row('REC-01', { cells })} | collaborator just removed`];
  const { given } = onlyRule(compileFile(matrix(rows, ['Given'])));
  expect(given).toEqual({ situation: 'collaborator just removed', budgetMs: 0 });
});

test('reads every form of a cell', () => {
  const cells = [
    '✅ | ❌ | – | - | hide',
    'Allow | deny : login | ❌: admin | ✅️ | deny',
    '✓ | ✔ | ✔️ | ✗ | ✘: login',
    'allow | — | − | -- | N/A',
  ];
  const { rules } = compileFile(
    matrix(cells.map((line, index) => row(`R-${String(index)}`, { cells: line }))),
  );
  expect(rules.flatMap((rule) => rule.cells.map((cell) => cell.expectation))).toEqual([
    { kind: 'allow' },
    { kind: 'deny' },
    { kind: 'none' },
    { kind: 'none' },
    { kind: 'hide' },
    { kind: 'allow' },
    { kind: 'deny', reason: 'login' },
    { kind: 'deny', reason: 'admin' },
    { kind: 'allow' },
    { kind: 'deny' },
    ...[{ kind: 'allow' }, { kind: 'allow' }, { kind: 'allow' }],
    ...[{ kind: 'deny' }, { kind: 'deny', reason: 'login' }],
    ...[{ kind: 'allow' }, { kind: 'none' }, { kind: 'none' }, { kind: 'none' }, { kind: 'none' }],
  ]);
});

test('reads known gaps on cells that allow, deny and hide', () => {
  const cells = 'allow[^a] | deny: login [^B] | hide[^url] | ❌[^a] | deny';
  const { rules } = compileFile(
    `${matrix([row('REC-01', { cells })])}
[^a]: Known gap (Inconclusive) until 2026-06-15, mathesar-foundation/mathesar#4729: it takes
    two lines to tell.
[^b]: known gap (Breach: rows:books, canary) until 2028-02-29, PROJ#1: a reason: with a colon, and a comma
[^url]: known gap (inconclusive) until 2026-12-31, <https://example.org/issues/1>: see there
`,
  );
  expect(rules[0]?.cells.map(({ gaps }) => gaps[0])).toEqual([
    {
      id: 'a',
      verdict: 'inconclusive',
      effects: [],
      surface: 'api',
      until: '2026-06-15',
      source: 'mathesar-foundation/mathesar#4729',
      reason: 'it takes two lines to tell.',
      position: { file: 'qa-plan/area.md', line: 9, column: 1 },
    },
    expect.objectContaining({
      verdict: 'breach',
      effects: ['rows:books', 'canary'],
      until: '2028-02-29',
      source: 'PROJ#1',
      reason: 'a reason: with a colon, and a comma',
    }),
    expect.objectContaining({ source: 'https://example.org/issues/1', reason: 'see there' }),
    expect.objectContaining({ id: 'a' }),
    undefined,
  ]);
});

test('takes defaults from the front matter, and a row overrides them', () => {
  const { rules } = compileFile(
    matrix(
      [`${row('A-1')} | | | | |`, `${row('A-2')} | blocker | local | ui, api | – | –`],
      ['Severity', 'Installs', 'Surfaces', 'Given', 'Source'],
    ),
    'severity: trivial\ninstalls: [demo]\nsurfaces: api\ngiven: logged out elsewhere\nbudget: 250 ms\nsource: issue 2454\n',
  );
  const picked = rules.map(({ severity, installs, surfaces, given, source }) => ({
    ...{ severity, installs, surfaces, given, source },
  }));
  expect(picked).toEqual([
    {
      ...{ severity: 'trivial', installs: ['demo'], surfaces: ['api'] },
      ...{ given: { situation: 'logged out elsewhere', budgetMs: 250 }, source: 'issue 2454' },
    },
    {
      ...{ severity: 'blocker', installs: ['local'], surfaces: ['ui', 'api'] },
      ...{ given: undefined, source: undefined },
    },
  ]);
});

test('has defaults where the front matter has none', () => {
  const rule = onlyRule(compileFile(matrix([row('A-1')])));
  expect(rule).toMatchObject({ severity: 'normal', installs: ['local', 'demo'], surfaces: ['api', 'ui'] });
  expect(Object.keys(rule)).not.toContain('given');
});

test('reads covers as a list of either form', () => {
  const body = matrix([row('A-1')]);
  expect(compileFile(body, "covers: 'records.*, GET /api/*'\n").covers).toEqual(['records.*', 'GET /api/*']);
  expect(compileFile(body, 'covers:\n  - records.*\n  - users.add\n').covers).toEqual([
    'records.*',
    'users.add',
  ]);
  expect(compileFile(body, 'covers: *.add\n').covers).toEqual(['*.add']);
});

test('reads columns in any order and case, and every matrix of a file', () => {
  const other =
    '| viewer | ACTION | Admin | id | Manager | editor | rule | anonymous | outsider |\n' +
    '|--|--|--|--|--|--|--|--|--|\n' +
    '| deny | records.add | allow | B-1 | hide | allow | Add | - | - |\n';
  const { rules } = compileFile(
    `${matrix([row('A-1')])}\n## More\n\n> quoted:\n>\n${other.replace(/^/gm, '> ')}`,
  );
  expect(rules.map((rule) => rule.id)).toEqual(['A-1', 'B-1']);
  expect(rules[1]?.cells.map((cell) => [cell.role, cell.expectation.kind, cell.position.column])).toEqual([
    ['viewer', 'deny', 5],
    ['admin', 'allow', 26],
    ['manager', 'hide', 40],
    ['editor', 'allow', 47],
    ['anonymous', 'none', 61],
    ['outsider', 'none', 65],
  ]);
});

test('takes the address of a link in a known gap', () => {
  const gap =
    '[^g]: known gap (inconclusive) until 2027-06-30, [4729](https://example.org/4729): the [page](https://a.example) crashes';
  const { cells } = onlyRule(
    compileFile(`${matrix([row('A-1', { cells: 'allow | allow | deny[^g] | deny | deny' })])}\n${gap}\n`),
  );
  expect(cells[2]?.gaps).toMatchObject([{ source: 'https://example.org/4729', reason: 'the page crashes' }]);
});

test('accepts a rule that allows nobody where another is its positive control', () => {
  const denied = row('A-2', { cells: 'deny | deny | deny | deny | deny' });
  const { rules } = compileFile(
    matrix([`${row('A-1')} |`, `${denied} | A-1`, `${row('A-3')} | –`], ['Positive control']),
  );
  expect(rules.map((rule) => rule.positiveControl)).toEqual([undefined, 'A-1', undefined]);
});

test('takes a method for uncovered where only a rule without cells names it', () => {
  const { text } = coveringFile();
  const cells = '– | – | – | – | –';
  const sources = [
    { file: 'qa-plan/area.md', text: planText('area', matrix([row('A-1', { action: 'users.add', cells })])) },
    { file: 'qa-plan/covering.md', text: text.replace(/^.*users\.add.*\n/m, '') },
  ];
  expect(compilePlan(sources, vocabulary).problems.map((problem) => problem.message)).toEqual([
    'no rule covers the method users.add',
    'A-1 checks nothing: it applies to no role',
  ]);
});

test('accepts one attempt by one role in several rules', () => {
  expect(compileFile(matrix([row('A-1'), row('A-2')])).rules).toHaveLength(2);
});

test('orders files by name, whatever order they come in', () => {
  const sources = [coveringFile(), { file: 'qa-plan/a.md', text: planText('a', matrix([row('A-1')])) }];
  const names = (list: typeof sources) => compilePlan(list, vocabulary).plan.files.map((file) => file.file);
  expect(names(sources)).toEqual(['qa-plan/a.md', 'qa-plan/covering.md']);
  expect(names(sources.toReversed())).toEqual(names(sources));
});

test('keeps the rules that are right beside those that are wrong', () => {
  const rows = [
    row('A-1'),
    row('A-2', { action: 'records.gett' }),
    row('A-3', { cells: 'allow | alow | allow | deny | deny' }),
    row('A-4', { cells: 'allow | allow | allow[^none] | deny | deny' }),
  ];
  const text = planText('area', matrix(rows));
  const { plan, problems } = compilePlan([{ file: 'qa-plan/area.md', text }, coveringFile()], vocabulary);
  expect(problems).toHaveLength(3);
  expect(plan.files[0]?.rules.map((rule) => rule.id)).toEqual(['A-1']);
});

test('takes one misspelt role as one problem, not as rules that allow nobody too', () => {
  const text = planText('area', matrix([row('A-1', { cells: 'allow | – | – | deny | deny' })]));
  const sources = [{ file: 'qa-plan/area.md', text: text.replace('admin', 'admn') }, coveringFile()];
  expect(compilePlan(sources, vocabulary).problems.map((problem) => problem.message)).toEqual([
    'unknown column "admn"; did you mean admin?',
  ]);
});

test('takes one misspelt action as one problem, not as an uncovered method too', () => {
  const { text } = coveringFile();
  const sources = [{ file: 'qa-plan/covering.md', text: text.replace('users.add', 'users.ad') }];
  expect(compilePlan(sources, vocabulary).problems.map((problem) => problem.message)).toEqual([
    'unknown action "users.ad"; did you mean users.add?',
  ]);
});

test('warns of a file with more than 200 cells for one surface', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, index) => row(`A-${String(index)}`));
  const compile = (body: string) =>
    compilePlan([{ file: 'qa-plan/area.md', text: planText('area', body) }, coveringFile()], vocabulary)
      .problems;
  expect(compile(matrix(rows(40)))).toEqual([]);
  const problems = compile(matrix(rows(41)));
  expect(problems.filter(isError)).toEqual([]);
  expect(formatProblems(problems)).toBe(
    'qa-plan/area.md:1:1  warning: 205 cells for one surface are many for one file\n' +
      '  the run slows down with the square of them; split the area at about 200',
  );
  // On pages a cell counts once a control.
  const halves = Array.from({ length: 41 }, (_, index) =>
    index % 2 === 0
      ? `${row(`A-${String(index)}`)} | api`
      : `${row(`A-${String(index)}`, { action: 'records.delete' })} | ui`,
  );
  expect(compile(matrix(halves, ['Surfaces']))).toEqual([]);
});

test('counts columns in UTF-16 units, behind any character', () => {
  const text = planText(
    'area',
    `# 🎉\n\n${matrix([row('A-1', { rule: '🎉 Get', cells: 'allow | alow | – | – | –' })])}`,
  );
  const { problems } = compilePlan([{ file: 'qa-plan/area.md', text }, coveringFile()], vocabulary);
  const line = text.split('\n')[8] ?? '';
  expect(problems.map(({ position }) => position)).toEqual([
    { file: 'qa-plan/area.md', line: 9, column: line.indexOf('alow') + 1 },
  ]);
});

test('takes every way to say where a known gap comes from', () => {
  const sources = [
    'mathesar#4729',
    'https://github.com/mathesar-foundation/mathesar/pull/4571#issuecomment-1',
    'https://github.com/mathesar-foundation/mathesar/security/advisories/GHSA-1234-abcd-5678',
    'https://gitlab.com/group/project/-/issues/12',
    'https://jira.example.org/browse/ABC-12',
    'https://bugs.example.org/show_bug.cgi?id=12',
    'to report',
    'disputed (user guide: forms against forms.py)',
  ];
  for (const source of sources) {
    const gap = `[^g]: known gap (inconclusive) until 2027-06-30, ${source}: the reason: this one`;
    const { cells } = onlyRule(
      compileFile(`${matrix([row('A-1', { cells: 'allow | allow | deny[^g] | deny | deny' })])}\n${gap}\n`),
    );
    expect(cells[2]?.gaps).toMatchObject([{ source, reason: 'the reason: this one' }]);
  }
});

test('a cell that is about the API alone is not checked on pages', () => {
  const cells = 'allow | allow (api) | deny: privilege | deny: collaborator (API) | deny';
  const rule = onlyRule(compileFile(matrix([row('A-1', { action: 'records.delete', cells })])));
  expect(rule.cells[1]).toMatchObject({ expectation: { kind: 'allow' }, apiOnly: true });
  expect(rule.cells[3]).toMatchObject({ expectation: { kind: 'deny', reason: 'collaborator' } });
  const onPages = offersInOrder([rule], (control) => ({ address: control }));
  expect(new Set(onPages.map(({ cell }) => cell.role))).toEqual(new Set(['admin', 'viewer', 'anonymous']));
  expect(cellsInOrder(rule)).toHaveLength(5);
});
