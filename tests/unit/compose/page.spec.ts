import { expect, test } from '@playwright/test';
import { ASKED } from '../../../src/compose/asked';
import type { Answer } from '../../../src/compose/compare';
import { composeRoles } from '../../../src/compose/compose';
import { describeRole, NEUTRAL } from '../../../src/compose/factors';
import { gapFor, writePlanRow } from '../../../src/compose/judge';
import { compileComposed } from '../../../src/compose/plan/page';
import { readRole } from '../../../src/compose/plan/role';
import { vocabulary } from '../plan/vocabulary';

const HEADER = ['ID', 'Rule', 'Asked', 'Role', 'Also needs', 'Known gap', 'Source'];
const NOTE = '[^x]: known gap until 2999-01-01, to report: why.';

function compile(rows: readonly string[], { header = HEADER, notes = [NOTE], partial = true } = {}) {
  const table = [`| ${header.join(' | ')} |`, `|${header.map(() => '--').join('|')}|`, ...rows];
  const text = ['---', 'area: p', 'kind: composed', '---', '', '# T', '', ...table, '', ...notes].join('\n');
  const { pages, problems } = compileComposed([{ file: 'p.md', text }], { ...vocabulary, partial });
  const told = problems.map(
    ({ position, message }) => `${String(position.line)}:${String(position.column)} ${message}`,
  );
  return { rules: pages.flatMap((page) => page.rules), told };
}

test('a row is read with its role, its needs and its gaps', () => {
  const row =
    '| C-1 | delete | `records.delete` | table: SELECT | `SELECT on id` | over-restriction without `SELECT on every column`[^x] | s |';
  const { rules, told } = compile([row]);
  expect(told).toEqual([]);
  expect(rules).toEqual([
    expect.objectContaining({
      ...{ id: 'C-1', asked: 'records.delete', needs: ['SELECT on id'], role: { ...NEUTRAL, table: 1 } },
      gaps: [expect.objectContaining({ verdict: 'over-restriction', without: 'SELECT on every column' })],
      position: { file: 'p.md', line: 10, column: 3 },
    }),
  ]);
});

test('a known gap is of those roles that are refused, or are not, and of those that lack what it names', () => {
  const gapOf = (gap: string) => {
    const { rules } = compile([`| C-1 | r | \`records.get\` | | | ${gap}[^x] | s |`]);
    return (refused: Answer['refused'], has: string[]) =>
      rules.map((rule) => {
        const postgres: Answer = { ...(refused && { refused }), facts: [], change: [] };
        return gapFor({ postgres, mathesar: postgres, has: new Set(has) }, rule)?.verdict;
      })[0];
  };
  const [plain, lacking, both] = [
    'inconclusive when refused',
    'over-restriction without `SELECT on id`',
    'silent no-op when refused without `SELECT on id`',
  ].map(gapOf);
  expect([plain?.('privilege', ['SELECT on id']), plain?.(undefined, [])]).toEqual([
    'inconclusive',
    undefined,
  ]);
  expect([lacking?.(undefined, []), lacking?.('privilege', [])]).toEqual(['over-restriction', undefined]);
  expect(lacking?.(undefined, ['SELECT on id'])).toBeUndefined();
  expect([both?.('privilege', []), both?.(undefined, [])]).toEqual(['silent no-op', undefined]);
  expect([both?.('privilege', ['SELECT on id']), both?.('collaborator', [])]).toEqual([undefined, undefined]);
});

/** A slip, and what is told of it; the note is used elsewhere where the row has no gap. */
const SLIPS: [row: string, told: RegExp][] = [
  [
    '| C-1 | r | `records.lst` | | | | s |',
    /^10:\d+ unknown question "records.lst"; did you mean records.list/,
  ],
  ['| C-1 | r | `records.list` | tabel: SELECT | | | s |', /unknown factor "tabel"; did you mean table/],
  [
    '| C-1 | r | `records.list` | table: SELCT | | | s |',
    /unknown level of table "SELCT"; did you mean SELECT/,
  ],
  ['| C-1 | r | `records.list` | | `SELECT on it` | | s |', /unknown need "SELECT on it"/],
  ['| C-1 | r | `records.list` | | | breach when refused[^x] | s |', /is no known gap of composed roles/],
  ['| C-1 | r | `records.list` | | | inconclusive when refused | s |', /is no known gap of composed roles/],
  [
    '| C-1 | r | `records.list` | | | inconclusive when refused without SELECT on it[^x] | s |',
    /unknown need "SELECT on it"/,
  ],
  ['| C 1 | r | `records.list` | | | | s |', /"C 1" is no ID/],
  ['| C-1 | r | `records.list` | | | | |', /Source is empty/],
  ['| C-1 | r | `records.list` | | | s |', /the row has 6 cells, its header 7/],
];

for (const [row, told] of SLIPS) {
  test(`a slip is told with its place: ${row}`, () => {
    const gapped = '| C-9 | r | `records.get` | | | inconclusive when refused[^x] | s |';
    expect(compile([row, gapped]).told).toEqual([expect.stringMatching(told)]);
  });
}

test('two rows may not ask all roles the same, nor have one ID; a column is there once', () => {
  const row = (id: string, role = '') => `| ${id} | r | \`records.list\` | ${role} | | | s |`;
  expect(compile([row('C-1'), row('C-2')], { notes: [] }).told).toEqual([
    '11:13 question records.list is there twice, first on line 10',
  ]);
  expect(compile([row('C-1'), row('C-1', 'table: SELECT')], { notes: [] }).told).toEqual([
    '11:3 ID C-1 is there twice, first on line 10',
  ]);
  const header = HEADER.with(4, 'Source');
  expect(compile([], { header, notes: [] }).told.join('\n')).toMatch(/not just one column Also needs/);
});

test('the project’s own page must ask everything', () => {
  const rows = ASKED.slice(1).map(({ name }, at) => `| C-${String(at)} | r | \`${name}\` | | | | s |`);
  const { told } = compile(rows, { notes: [], partial: false });
  expect(told).toEqual([`1:1 the page has no row that asks ${ASKED[0]?.name ?? ''}`]);
});

test('a role is read as it was written, and so is the row that a difference prints', () => {
  for (const role of [NEUTRAL, ...composeRoles(4)]) expect(readRole(describeRole(role))).toEqual(role);
  const [rule] = compile(['| C-1 | list | `records.list` | | `SELECT on id` | | s |'], { notes: [] }).rules;
  if (!rule) throw new Error('the row was not read');
  const role = { ...NEUTRAL, columns: 1 };
  const printed = compile([writePlanRow(rule, role, 'found by seed 3')], { notes: [] });
  expect(printed.told).toEqual([]);
  expect(printed.rules[0]).toMatchObject({
    id: 'C-1-x',
    role,
    needs: ['SELECT on id'],
    source: 'found by seed 3',
  });
});
