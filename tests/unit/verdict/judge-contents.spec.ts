import { expect, test } from '@playwright/test';
import { pageAt } from '../../../src/controls/contents';
import { unexpectedOn, type Activatable } from '../../../src/engine/verdict/judge-contents';
import { compileKnownControls } from '../../../src/plan/known-controls';
import { formatProblems } from '../../../src/plan/format';
import { compileFile, matrix, row } from '../plan/plans';
import { vocabulary } from '../plan/vocabulary';

const RULES = matrix([
  row('REC-06', {
    rule: 'Delete a record',
    action: 'records.delete',
    cells: 'allow | allow | deny[^page] | deny | –',
  }),
]);
const GAP = '[^page]: known page gap (offered but refused) until 2026-12-31, a#1: it is offered.\n';

function read(rows: string) {
  const plan = { files: [compileFile(`${RULES}\n${GAP}`)] };
  const text = `---\narea: known\nkind: controls\n---\n\n# Known\n\n| Page | Controls | For | Why |\n| - | - | - | - |\n${rows}\n`;
  return compileKnownControls([{ file: 'known.md', text }], plan, vocabulary, ['table', 'home']);
}

const thing = (role: string, name: string, more: Partial<Activatable> = {}): Activatable => ({
  ...{ role, name, region: 'main', how: 'shown' },
  ...more,
});

function unexpected(rows: string, role: string, ...things: Activatable[]): string[] {
  const { contents, problems } = read(rows);
  expect(problems).toEqual([]);
  return unexpectedOn(things, {
    ...{ page: 'table', role, known: contents.known, pageAt },
    mayOpen: (page) => page === 'home',
  }).map(({ seen, why }) => `${seen.name}: ${why}`);
}

test('a control is for the roles of its rules, and for those to whom it is known to be offered', () => {
  const rows = '| table | button "Delete Record" | REC-06 | |';
  const found = (role: string) => unexpected(rows, role, thing('button', 'Delete Record'));
  expect(found('editor')).toEqual([]);
  expect(found('viewer')).toEqual([]);
  expect(found('outsider')).toEqual(['Delete Record: not for outsider: REC-06']);
});

test('name, role, page and region must all be those of the row', () => {
  const rows = '| home, table | button "Sort …" in menu | everybody | it only shows |';
  const found = (...things: Activatable[]) => unexpected(rows, 'viewer', ...things);
  expect(found(thing('button', 'Sort A-Z', { region: 'menu' }))).toEqual([]);
  const nothing = 'the plan knows nothing of it';
  expect(found(thing('button', 'Sort A-Z'))).toEqual([`Sort A-Z: ${nothing}`]);
  expect(found(thing('link', 'Sort A-Z', { region: 'menu' }))).toEqual([`Sort A-Z: ${nothing}`]);
  expect(found(thing('button', 'Resort A-Z', { region: 'menu' }))).toEqual([`Resort A-Z: ${nothing}`]);
  expect(unexpected('| home | button "A" | everybody | so |', 'viewer', thing('button', 'A'))).toHaveLength(
    1,
  );
});

test('a link is for those who may open the page that it leads to', () => {
  const rows = '| table | link "Log Out" | everybody | leads out |';
  const link = (href: string) => unexpected(rows, 'viewer', thing('link', 'x', { href }));
  expect(link('/')).toEqual([]);
  expect(link('/administration/users/')).toEqual(['x: it leads to the users, which viewer may not open']);
  expect(link('/elsewhere/')).toEqual(['x: the plan knows nothing of it']);
});

test('all slips are told with their places', () => {
  const { problems } = read(
    '| tabel | buton Sort | viewr | |\n| table | button "A" | everybody | |\n| table | | | so |',
  );
  expect(formatProblems(problems)).toBe(`known.md:10:3  unknown page "tabel"; did you mean table?
  pages: every page, table, home
known.md:10:11  "buton Sort" is no control
  write its role and its name, e.g. button "Filter", button "" in header; … stands for any text
known.md:10:24  unknown role or rule "viewr"; did you mean viewer?
  roles: everybody, ${vocabulary.roles.join(', ')}; or the ID of a rule of the permission plan
known.md:10:32  Why is empty
  say why these roles may have it, or name a rule
known.md:11:36  Why is empty
  say why these roles may have it, or name a rule
known.md:12:11  the row names no control
known.md:12:13  For is empty
  name roles or rules`);
});
