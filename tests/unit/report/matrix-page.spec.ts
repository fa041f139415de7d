import { writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { RESULTS } from '../../../src/record/schema';
import { readAddress, VIEWS, writeAddress, type ViewName } from '../../../src/report/page/address';
import { PER_PACK, type CellDetails, type PageIndex } from '../../../src/report/page/data';
import { CellFinder, NO_FILTER, type Filter } from '../../../src/report/page/filter';
import { pageDataOf } from '../../../src/report/page/page-data';
import { rolesIn, rowsOf, type Square } from '../../../src/report/page/rows';
import { pairsOf } from '../../../src/report/page/side-by-side';
import { writePage } from '../../../src/report/page/write-page';
import { readPower } from '../../../src/report/power';
import { countsOf } from '../../../src/report/record/counts';
import { evidenceOf, knownGap, recordedCell, recordOf } from './records';
import { largeRecord, variedRecord } from './varied-record';

const dataOf = (...[record, beside]: [Parameters<typeof pageDataOf>[0], object?]) =>
  pageDataOf(record, { folder: 'results', ...beside });

test('the counts of a run are all of its tests', () => {
  const record = variedRecord();
  const counts = countsOf(record);
  expect(counts).toMatchObject({ findings: 16, knownGaps: 1, proven: 6, otherPassed: 0, notRun: 4 });
  const { findings, knownGaps, proven, otherPassed, notRun } = counts;
  expect(findings + knownGaps + proven + otherPassed + notRun).toBe(record.run.planned);
});

test('cells and their details are in one order, in that of the plan', () => {
  const late = recordedCell({
    id: 'late',
    place: { file: 'qa-plan/records.md', line: 90, column: 4 },
    rule: 'R-9',
  });
  const early = recordedCell({ id: 'early', place: { file: 'qa-plan/records.md', line: 3, column: 9 } });
  const { index, details } = dataOf(recordOf([late, early]));
  expect(index.cells.map(({ id }) => id)).toEqual(['early', 'late']);
  expect(details.map(({ cell }) => cell)).toEqual([early, late]);
  expect(index.rules.map(({ rule }) => rule)).toEqual(['REC-04', 'R-9']);
});

test('the largest target comes first, and a role stands behind the one that it follows in the plan', () => {
  const at = (target: string, file: string, role: string, column: number, rule = 'A') =>
    recordedCell({
      target,
      role,
      rule,
      id: `${target} ${file} ${role} ${rule}`,
      place: { file, line: 1, column },
    });
  const { index } = dataOf(
    recordOf([
      ...[at('demo', 'd.md', 'visitor', 1), at('demo', 'd.md', 'admin', 2)],
      ...[
        at('local', 'a.md', 'admin', 1),
        at('local', 'a.md', 'viewer', 2),
        at('local', 'a.md', 'viewer', 2, 'B'),
      ],
      ...[at('local', 'b.md', 'admin', 1), at('local', 'b.md', 'database-owner', 2)],
    ]),
  );
  expect(index.roles).toEqual(['admin', 'database-owner', 'viewer', 'visitor']);
  expect(index.rules[0]).toMatchObject({ target: 'local' });
});

test('links lead to the plan, to the report of a gap, and from the page’s own folder', () => {
  const { details } = dataOf(recordOf([knownGap()]), { folder: 'qa-plan/try/.results' });
  expect(details[0]).toMatchObject({
    placeLink: '../../records.md#L12',
    gapPlaceLink: '../../records.md#L40',
    gapLink: 'https://github.com/mathesar-foundation/mathesar/issues/4729',
  });
  const onWeb = dataOf(
    recordOf([recordedCell()], { repository: 'https://github.com/a/b', commit: 'abc-dirty' }),
  );
  expect(onWeb.details[0]?.placeLink).toBe('https://github.com/a/b/blob/abc/qa-plan/records.md?plain=1#L12');
});

/** Filters that take only cells that are not what the last part says. */
const CHOOSES: [filter: Partial<Filter>, ids: RegExp, count: number][] = [
  [{}, /./, 24],
  [{ text: 'USR-01' }, /USR-01/, 2],
  [{ text: 'row  MENU' }, /page$/, 1],
  [{ text: 'qa-plan/users.md:9' }, /users/, 3],
  [{ target: 'demo' }, /^demo/, 2],
  [{ role: 'visitor' }, /visitor/, 1],
  [{ target: 'demo', role: 'viewer' }, /never/, 0],
  [{ verdict: 'finding' }, /V-/, 15],
  [{ verdict: 'breach' }, /V-01 admin/, 1],
  [{ verdict: 'known gap: breach' }, /V-/, 1],
  [{ verdict: 'known gap: leak' }, /never/, 0],
  [{ proof: 'full' }, /./, 20],
  [{ proof: 'read-back' }, /^demo/, 2],
];
for (const [filter, ids, count] of CHOOSES)
  test(`a filter takes what it says: ${JSON.stringify(filter)}`, () => {
    const { index } = dataOf(variedRecord());
    const found = new CellFinder(index)
      .find({ ...NO_FILTER, ...filter })
      .map((n) => index.cells[n]?.id ?? '');
    expect(found.filter((id) => !ids.test(id))).toEqual([]);
    expect(found).toHaveLength(count);
  });

test('a square begins with the worst of its cells, whatever their order', () => {
  const of = (verdict: (typeof RESULTS)[number], status: 'passed' | 'failed' | 'skipped') =>
    recordedCell({ id: verdict, verdict, status });
  const { index } = dataOf(
    recordOf([
      of('pass', 'passed'),
      of('not run', 'skipped'),
      of('known gap', 'passed'),
      of('leak', 'failed'),
    ]),
  );
  const [part, row] = rowsOf(index, [0, 1, 2, 3]);
  expect(part).toMatchObject({ kind: 'part', rules: 1, cells: [0, 1, 2, 3] });
  expect(row).toMatchObject({ kind: 'rule' });
  const squares = new Map(Object.entries(row ?? {})).get('squares') as ReadonlyMap<string, Square>;
  const verdicts = squares.get('viewer')?.cells.map((n) => index.cells[n]?.verdict);
  expect(verdicts).toEqual(['leak', 'known gap', 'not run', 'pass']);
  expect(rolesIn(index, [0])).toEqual(['viewer']);
});

test('targets are compared by the name of a rule, and by its action where a name is one target’s alone', () => {
  const cell = (target: string, rule: string, action: string, expected = 'allow') =>
    recordedCell({ target, rule, action, expected, id: `${target} ${rule}` });
  const pairs = (...cells: ReturnType<typeof cell>[]) =>
    pairsOf(dataOf(recordOf(cells)).index).map(({ rule, isDifferent }) => [rule.rule, isDifferent]);
  expect(pairs(cell('local', 'A', 'x'), cell('demo', 'A', 'x'))).toEqual([['A', false]]);
  expect(pairs(cell('local', 'A', 'x'), cell('demo', 'A', 'x', 'deny'))).toEqual([['A', true]]);
  expect(pairs(cell('local', 'A', 'x'), cell('demo', 'D', 'x'))).toEqual([['D', false]]);
  expect(pairs(cell('local', 'A', 'x'), cell('demo', 'D', 'y'))).toEqual([]);
  expect(pairs(cell('local', 'A', 'x'), cell('local', 'B', 'x'))).toEqual([]);
});

test('an address is read as it was written', () => {
  const text = fc.string();
  const filters = fc.record(
    Object.fromEntries(Object.keys(NO_FILTER).map((name) => [name, text])) as Record<
      keyof Filter,
      typeof text
    >,
  );
  const views = fc.constantFrom(...(Object.keys(VIEWS) as ViewName[]));
  fc.assert(
    fc.property(views, filters, fc.option(text, { nil: undefined }), (view, filter, cell) => {
      const place = { view, filter, ...(cell !== undefined && { cell }) };
      expect(readAddress(writeAddress(place))).toEqual(place);
    }),
  );
  expect(readAddress('#view=nothing&other=1&role=viewer')).toEqual({
    view: 'matrix',
    filter: { ...NO_FILTER, role: 'viewer' },
  });
});

const packsOf = (html: string) =>
  [...html.matchAll(/data-pack>([^<]*)</g)].map(
    ([, data = '']) => JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString()) as unknown,
  );

test('the page has all of the record, and no text of it outside of what is packed', () => {
  const secret = '</script><b>&"';
  const record = recordOf([
    recordedCell({ ruleTitle: secret, evidence: evidenceOf({ parts: [['Answer', secret]] }) }),
  ]);
  const html = writePage(record, { folder: 'results' });
  expect(html).not.toContain(secret);
  const [index, details] = packsOf(html) as [PageIndex, CellDetails[]];
  expect(index.run).toEqual(record.run);
  expect(details.map(({ cell }) => cell)).toEqual(record.results);
  // The two scripts of the page and its packs, each of which ends.
  expect(html.match(/<script/g)).toHaveLength(3);
  expect(html.match(/<\/script>/g)).toHaveLength(3);
  expect(html).not.toMatch(/(?:src|href)="?https?:/);
});

test('details are packed in parts, so that opening one cell reads one part', () => {
  const parts = packsOf(writePage(largeRecord(PER_PACK * 2 + 1), { folder: 'results' })).slice(1);
  expect(parts.map((part) => (part as unknown[]).length)).toEqual([PER_PACK, PER_PACK, 1]);
});

test('the page’s script has nothing of Node and no schema library in it', () => {
  const html = writePage(recordOf([]), { folder: 'results' });
  expect(html).not.toContain('ZodError');
  expect(html.length).toBeLessThan(120_000);
});

test('a power score is read where there is one, and one that is broken is told', ({}, info) => {
  const folder = info.outputDir;
  const write = (text: string) => writeFileSync(info.outputPath('power.json'), text);
  expect(readPower(folder)).toEqual({});
  const rules = { 'REC-04': { killed: 12, faults: 13, survived: ['name'] } };
  write(JSON.stringify({ rules }));
  expect(readPower(folder)).toEqual({ power: rules });
  for (const broken of ['{', '{"rules":{"A":{"killed":-1}}}']) {
    write(broken);
    expect(readPower(folder).powerProblem).toContain('power.json is no power score: ');
  }
});
