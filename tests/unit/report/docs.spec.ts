import { expect, test } from '@playwright/test';
import { writeExpectation } from '../../../src/plan/expectation';
import type { PlanFile } from '../../../src/plan/types';
import type { RecordedCell, RunRecord } from '../../../src/record/schema';
import { differencesOf, Seen, subjectsOf } from '../../../src/report/docs/facts';
import { writePage, type Page } from '../../../src/report/docs/page';
import { unproven } from '../../../src/report/docs/proof';
import { firstDifference, isSealed, seal } from '../../../src/report/docs/seal';
import { ROLES } from '../../../src/roles';
import { compileFile, matrix, row } from '../plan/plans';
import { evidenceOf, knownGap, recordedCell, recordOf } from './records';

const ADD = row('REC-04', {
  rule: 'Add a record',
  cells: 'allow | allow | deny: privilege | deny: collaborator | deny: login',
});
const LIST = row('REC-01', { rule: 'List records' });
const GET = row('REC-02', { rule: 'Get a record' });

/** What a run says of single cells, by `REC-04 viewer`; `undefined` where it has none. */
type Seeing = Record<string, readonly Partial<RecordedCell>[] | undefined>;

/** The record of a run in which every cell is as planned, but for what is said. */
function recordOfPlan(file: PlanFile, seeing: Seeing = {}): RunRecord {
  const cells = file.rules.flatMap((rule) =>
    rule.cells.flatMap(({ role, expectation, position }) => {
      const key = `${rule.id} ${role}`;
      const given = key in seeing ? (seeing[key] ?? []) : [{}];
      if (expectation.kind === 'none') return [];
      return given.map((some) =>
        recordedCell({
          ...{ rule: rule.id, ruleTitle: rule.title, role, place: position, evidence: evidenceOf() },
          ...{ expected: writeExpectation(expectation), id: key, ...some },
        }),
      );
    }),
  );
  return recordOf(cells);
}

interface Given {
  rows: readonly string[];
  /** Further columns of the matrix. */
  columns?: readonly string[];
  seeing?: Seeing;
}

/** The page of a plan with one matrix, its references written as `<REC-04>`. */
function pageOf({ rows, columns = [], seeing = {} }: Given): Page & { record: RunRecord; body: string } {
  const file = compileFile(`# Records\n\n${matrix(rows, columns)}`);
  const record = recordOfPlan(file, seeing);
  const page = pageFrom(file, record);
  const [, body = ''] = page.text.split('\n## Records\n\n');
  return { ...page, record, body: body.replaceAll(/\(\[`([\w-]+)`\]\([^)]*\)\)/g, '<$1>') };
}

const pageFrom = (file: PlanFile, record: RunRecord) =>
  writePage(subjectsOf('local', { files: [file] }, new Seen(record)), record, { local: ROLES }, 'docs');

const ROLES_OF_MATRIX = ['admin', 'editor', 'viewer', 'outsider', 'anonymous'];

const red = (verdict: RecordedCell['verdict']): Partial<RecordedCell> => ({ status: 'failed', verdict });
const gap = (...given: Parameters<typeof knownGap>): Partial<RecordedCell> => {
  const [judged, more] = given;
  const { verdict, evidence } = knownGap(judged);
  return { verdict, ...(evidence && { evidence }), ...more };
};

const CASES: Record<string, Given & { has: string[]; hasNot?: string[] }> = {
  'a rule alone is a sentence': {
    rows: [ADD],
    has: [
      'Admins and editors can add a record <REC-04>. Viewers cannot: they lack the privilege in PostgreSQL. Outsiders ' +
        'cannot: Mathesar keeps it for collaborators of the database. People who are not signed in cannot: they have to ' +
        'sign in first.\n',
    ],
    hasNot: ['!!!'],
  },
  'rules that are alike for everybody are a list': {
    rows: [LIST, GET, ADD],
    has: [
      'Admins, editors and viewers can:\n\n- list records <REC-01>\n- get a record <REC-02>\n\nAdmins and editors can ' +
        'add a record <REC-04>. Viewers cannot: they lack the privilege in PostgreSQL.\n\nOutsiders can do none of this: ' +
        'Mathesar keeps it for collaborators of the database.\n\nPeople who are not signed in can do none of this: ',
    ],
  },
  'what nobody may do': {
    rows: [
      row('REC-08', {
        rule: 'Give up the own admin rights',
        cells: 'deny: refused | deny: admin | deny: admin | – | hide',
      }) + ' | REC-01',
      `${LIST} |`,
    ],
    columns: ['Positive control'],
    has: [
      'Admins cannot give up their own admin rights <REC-08>: Mathesar refuses it. Editors and viewers cannot either: ' +
        'Mathesar keeps it for admins. People who are not signed in cannot either, and are not told whether it exists.\n',
    ],
  },
  'a known gap is no claim': {
    rows: [ADD],
    seeing: { 'REC-04 viewer': [gap('breach')] },
    has: [
      '!!! warning "Known gaps"\n\n    - Viewers should not be able to add a record <REC-04>, but can today. *known* ' +
        '(known gap, [Mathesar issue 4729](https://github.com/mathesar-foundation/mathesar/issues/4729), until 30 June 2027)\n',
      '|Add a record|yes|yes|known gap|no|no|',
    ],
    hasNot: ['Viewers cannot'],
  },
  'a page that offers too much leaves true what the API proved': {
    rows: [ADD],
    seeing: {
      'REC-04 viewer': [{}, gap('offered but refused', { surface: 'ui', control: 'row menu: Add' })],
    },
    has: [
      'Viewers cannot: they lack the privilege in PostgreSQL.',
      '- Viewers cannot add a record <REC-04>, but the page offers it today (row menu: Add). *known*',
    ],
  },
  'a page that lets a refused role do it does not': {
    rows: [ADD],
    seeing: { 'REC-04 viewer': [{}, gap('breach', { surface: 'ui', control: 'row menu: Add' })] },
    has: ['- On the page, viewers should not be able to add a record <REC-04>, but can today.'],
    hasNot: ['Viewers cannot'],
  },
  'a finding is named and nothing is claimed of it': {
    rows: [ADD],
    seeing: { 'REC-04 viewer': [{}, red('breach')] },
    has: [
      '!!! danger "Seen otherwise in this run"\n\n    - Add a record <REC-04>, viewers: breach\n',
      '|yes|yes|**refuted**|no|no|',
    ],
    hasNot: ['Viewers cannot'],
  },
  'what was not run says why': {
    rows: [ADD],
    seeing: {
      'REC-04 viewer': [{ status: 'skipped', verdict: 'not run', reason: 'only SQL sees it' }],
      'REC-04 outsider': undefined,
    },
    has: [
      '!!! note "Not proven in this run"\n\n    - only SQL sees it: Add a record <REC-04> for viewers\n    - not chosen ' +
        'for this run: Add a record <REC-04> for outsiders\n',
    ],
    hasNot: ['Viewers cannot', 'Outsiders cannot'],
  },
  'a page alone proves no refusal of the API': {
    rows: [ADD],
    seeing: {
      'REC-04 viewer': [
        { status: 'skipped', verdict: 'not run', reason: 'only SQL sees it' },
        { surface: 'ui', control: 'row menu: Add' },
      ],
    },
    has: ['    - only SQL sees it: Add a record <REC-04> for viewers\n'],
    hasNot: ['Viewers cannot'],
  },
};

for (const [name, { has, hasNot = [], ...given }] of Object.entries(CASES)) {
  test(`page of what each role may do: ${name}`, () => {
    const page = pageOf(given);
    for (const text of has) expect(page.body).toContain(text);
    for (const text of hasNot) expect(page.body).not.toContain(text);
    expect(unproven(page, page.record, 'page.md')).toEqual([]);
  });
}

test('a sentence without a green cell, or with a red one, is named with its line and the row', () => {
  const { sentences } = pageOf({ rows: [ADD] });
  const row = 'qa-plan/area.md:9';
  const said = (seeing: Seeing) =>
    unproven({ sentences }, pageOf({ rows: [ADD], seeing }).record, 'docs/may.md');
  const [line] = said({ 'REC-04 viewer': undefined });
  const place = /^docs\/may\.md:\d+/.exec(line ?? '')?.[0] ?? '';
  expect(line).toBe(`${place}  tells of REC-04 viewer, of which the run has no green cell: ${row}`);
  expect(said({ 'REC-04 viewer': [{}, red('breach')] })).toEqual([
    `${place}  tells of REC-04 viewer, which the run refutes (breach): ${row}`,
  ]);
  expect(said({ 'REC-04 viewer': [gap('breach')] })).toHaveLength(1);
  expect(said({})).toEqual([]);

  const { text } = pageOf({ rows: [ADD] });
  const at = Number(place.split(':')[1]);
  expect(seal(text).split('\n')[at - 1]).toContain('can add a record');
});

test('the page is the same for the same record, and its order is that of the plan', () => {
  const { text, record } = pageOf({ rows: [LIST, GET, ADD] });
  const file = compileFile(`# Records\n\n${matrix([LIST, GET, ADD])}`);
  expect(pageFrom(file, { ...record, results: record.results.toReversed() }).text).toBe(text);
});

test('the record of another plan is told by its cells', () => {
  const before = compileFile(`# Records\n\n${matrix([LIST, ADD])}`);
  const after = compileFile(`# Records\n\n${matrix([ADD.replace('deny: privilege', 'allow')])}`);
  const record = recordOfPlan(before);
  const differences = (file: PlanFile) =>
    differencesOf(subjectsOf('local', { files: [file] }, new Seen(record)), record);
  expect(differences(before)).toEqual([]);
  expect(differences(after)).toEqual([
    'qa-plan/area.md:9:59  the plan has "Add a record", viewer allow; the run had "Add a record", deny: privilege',
    ...ROLES_OF_MATRIX.map((role) => `qa-plan/area.md  the run had REC-01 ${role}, and the plan does not`),
  ]);
});

const EDITS: Record<string, [edit: (page: string) => string, isSealed: boolean, line: number | undefined]> = {
  none: [(page) => page, true, undefined],
  'line ends of Windows': [(page) => page.replaceAll('\n', '\r\n'), true, undefined],
  'a word': [(page) => page.replace('second', 'other'), false, 5],
  'a line at the end': [(page) => `${page}more\n`, false, 7],
  'a line less': [(page) => page.replace('third\n', ''), false, 6],
  'no seal': [(page) => page.split('\n').slice(2).join('\n'), false, 1],
};

for (const [name, [edit, sealed, line]] of Object.entries(EDITS)) {
  test(`an edit of a page by hand is found: ${name}`, () => {
    const page = seal('# first\n\nsecond\nthird\n');
    expect(isSealed(edit(page))).toBe(sealed);
    expect(firstDifference(edit(page), page)?.line).toBe(line);
  });
}
