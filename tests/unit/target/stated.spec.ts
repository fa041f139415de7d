import { expect, test } from '@playwright/test';
import { changesBetween, partsIn, snapshotOf, type Entry } from '../../../src/target/snapshot';
import {
  add,
  addWhole,
  ANY,
  change,
  differenceFrom,
  may,
  remove,
  something,
  type Stated,
} from '../../../src/target/stated';

const seen = (part: string, key: string, fields: Entry['fields'], more: Partial<Entry> = {}): Entry => ({
  ...{ part, key, fields },
  ...more,
});

/** Two tables with rows, of which one refers to the other; two accounts, one of them a collaborator. */
const BEFORE = [
  seen('schemas', 's1', { name: 'world' }),
  seen('tables', 't1', { name: 'books' }, { needs: ['s1'] }),
  seen('tables', 't2', { name: 'authors' }, { needs: ['s1'] }),
  seen('columns', 't1/c2', { name: 'title', type: 'text' }),
  seen('columns', 't1/c3', { name: 'pages', type: 'numeric' }),
  seen('constraints', 't1/k1', { type: 'f' }, { needs: ['t1/c3', 't2'] }),
  seen('table privileges', 't1/g9', { SELECT: true }, { byDefault: false }),
  seen('rows:books', 't1/r1', { 1: 1, 2: 'One', 3: 10 }),
  seen('rows:books', 't1/r2', { 1: 2, 2: 'Two', 3: 20 }),
  seen('users', 'u1', { username: 'one', is_superuser: false }),
  seen('users', 'u2', { username: 'two', is_superuser: false }),
  seen('collaborators', 'k1', { user_id: 1, database_id: 1 }, { needs: ['u1'] }),
];

const without = (...keys: string[]) => BEFORE.filter(({ key }) => !keys.includes(key));
const and = (...entries: Entry[]) => [...without(...entries.map(({ key }) => key)), ...entries];
const newRow = (fields: Entry['fields']) => seen('rows:books', 't1/r3', { 1: 3, ...fields });
const granted = (key: string, byDefault: boolean) =>
  seen('table privileges', key, { SELECT: true }, { byDefault });

const ROW = addWhole('rows:books', { 1: ANY, 2: 'Three' }, { within: 't1' });
const TABLE = add('tables', { name: 'new' }, { needs: 's1' });
const newTable = seen('tables', 't3', { name: 'new' }, { needs: ['s1'] });

type Case = [what: string, stated: Stated[], after: Entry[], besides: string[], undone?: true];

const CASES: Case[] = [
  ['a row as stated', [ROW], and(newRow({ 2: 'Three' })), []],
  ['a row with another column', [ROW], and(newRow({ 2: 'Three', 3: 1 })), ['rows:books'], true],
  ['a row with another value', [ROW], and(newRow({ 2: 'Four' })), ['rows:books'], true],
  [
    'a second row',
    [ROW],
    and(newRow({ 2: 'Three' }), seen('rows:books', 't1/r4', { 1: 4, 2: 'Three' })),
    ['rows:books'],
  ],
  [
    'two rows, one came',
    [addWhole('rows:books', { 1: ANY, 2: 'Three' }, { within: 't1', count: 2 })],
    and(newRow({ 2: 'Three' })),
    [],
    true,
  ],
  [
    'a row of another table',
    [ROW],
    and(seen('rows:books', 't9/r1', { 1: 1, 2: 'Three' })),
    ['rows:books'],
    true,
  ],
  ['nothing came', [ROW], BEFORE, [], true],
  ['the row goes', [remove('rows:books', 't1/r1')], without('t1/r1'), []],
  ['another row goes too', [remove('rows:books', 't1/r1')], without('t1/r1', 't1/r2'), ['rows:books']],
  ['only another row goes', [remove('rows:books', 't1/r1')], without('t1/r2'), ['rows:books'], true],
  [
    'a value is set',
    [change('rows:books', 't1/r1', { 2: 'New' })],
    and(seen('rows:books', 't1/r1', { 1: 1, 2: 'New', 3: 10 })),
    [],
  ],
  [
    'another column is set too',
    [change('rows:books', 't1/r1', { 2: 'New' })],
    and(seen('rows:books', 't1/r1', { 1: 1, 2: 'New' })),
    ['rows:books'],
  ],
  [
    'another value is set',
    [change('rows:books', 't1/r1', { 2: 'New' })],
    and(seen('rows:books', 't1/r1', { 1: 1, 2: 'Old', 3: 10 })),
    ['rows:books'],
    true,
  ],
  [
    'one of two values is set',
    [change('users', 'u1', { username: 'a', is_superuser: true })],
    and(seen('users', 'u1', { username: 'a', is_superuser: false })),
    [],
    true,
  ],
  ['an account goes, with its entry', [remove('users', 'u1')], without('u1', 'k1'), []],
  [
    'an account goes, with an entry of another',
    [remove('users', 'u2')],
    without('u2', 'k1'),
    ['collaborators'],
  ],
  [
    'a table goes, with all that is in it',
    [remove('tables', 't1')],
    BEFORE.filter(({ key }) => !key.startsWith('t1')),
    [],
  ],
  [
    'a schema goes, with all that is in it',
    [remove('schemas', 's1')],
    BEFORE.filter(({ key }) => !/^[st]/.test(key)),
    [],
  ],
  ['a table goes, with the key that refers to it', [remove('tables', 't2')], without('t2', 't1/k1'), []],
  [
    'a column goes, with its values and its key',
    [remove('columns', 't1/c3')],
    [
      ...without('t1/c3', 't1/k1', 't1/r1', 't1/r2'),
      seen('rows:books', 't1/r1', { 1: 1, 2: 'One' }),
      seen('rows:books', 't1/r2', { 1: 2, 2: 'Two' }),
    ],
    [],
  ],
  [
    'a column goes, with values of another',
    [remove('columns', 't1/c3')],
    [...without('t1/c3', 't1/k1', 't1/r1'), seen('rows:books', 't1/r1', { 1: 1 })],
    ['rows:books'],
  ],
  [
    'a type changes, and how values are written',
    [change('columns', 't1/c3', { type: 'text' })],
    and(
      seen('columns', 't1/c3', { name: 'pages', type: 'text' }),
      seen('rows:books', 't1/r1', { 1: 1, 2: 'One', 3: '10.0' }),
    ),
    [],
  ],
  [
    'a name changes, and a value',
    [change('columns', 't1/c3', { name: 'length' })],
    and(
      seen('columns', 't1/c3', { name: 'length', type: 'numeric' }),
      seen('rows:books', 't1/r1', { 1: 1, 2: 'One' }),
    ),
    ['rows:books'],
  ],
  [
    'a table comes, with what belongs to it',
    [TABLE],
    and(newTable, seen('columns', 't3/c1', { name: 'id' }), granted('t3/g5', true)),
    [],
  ],
  ['a table comes, open to PUBLIC', [TABLE], and(newTable, granted('t3/g0', false)), ['table privileges']],
  [
    'a table comes in another schema',
    [TABLE],
    and(seen('tables', 't3', { name: 'new' }, { needs: ['s2'] })),
    ['tables'],
    true,
  ],
  [
    'a privilege of another role',
    [change('table privileges', 't1/g9', { SELECT: true, INSERT: true })],
    and(seen('table privileges', 't1/g9', { SELECT: true, INSERT: true }), granted('t1/g0', false)),
    ['table privileges'],
  ],
  ['what may change, and need not', [may('users', 'u1')], BEFORE, []],
  ['what may change, beside what may not', [may('users', 'u1')], without('u1', 'u2'), ['users']],
  ['what may go takes nothing with it', [may('users', 'u1')], without('u1', 'k1'), ['collaborators']],
  [
    'something in a part, and another part',
    [something('users')],
    [...without('u2', 't1/r1')],
    ['rows:books'],
  ],
  [
    'a call that failed is no change of a stated part',
    [remove('users', 'u2')],
    [...without('u2'), seen('users', 'users.list answered -1 to {}', {}, { failed: true })],
    [],
  ],
  [
    'a call that failed is one of any other',
    [remove('users', 'u2')],
    [...without('u2'), seen('forms', 'forms.list answered -1 to {}', {}, { failed: true })],
    ['forms'],
  ],
  [
    'a part that can not be read back, beside one that tells',
    [remove('users', 'u2'), something('forms')],
    [...without('u2'), seen('forms', 'forms.list answered -1 to {}', {}, { failed: true })],
    [],
  ],
  [
    'only a part that can not be read back',
    [something('forms', 'f1')],
    [...without(), seen('forms', 'forms.list answered -1 to {}', {}, { failed: true })],
    [],
    true,
  ],
];

for (const [what, stated, after, besides, undone = false] of CASES) {
  test(`${what}: ${besides.join() || 'nothing'} besides${undone ? ', and not done' : ''}`, () => {
    const difference = differenceFrom(stated, changesBetween(snapshotOf(BEFORE), snapshotOf(after)));
    expect(partsIn(difference.besides)).toEqual(besides);
    expect(difference.undone !== undefined).toBe(undone);
  });
}

test('of a changed entry only the fields differ, and an empty field is as one that is not there', () => {
  const [before, after] = [
    snapshotOf([seen('users', 'u1', { a: null })]),
    snapshotOf([seen('users', 'u1', {})]),
  ];
  expect(changesBetween(before, after)).toEqual([]);
});

test('rows of a renamed table are the same rows', () => {
  const renamed = seen('rows:novels', 't1/r1', { 1: 1, 2: 'One', 3: 10 });
  const after = snapshotOf([...without('t1/r1'), renamed]);
  expect(changesBetween(snapshotOf(BEFORE), after)).toEqual([]);
  const other = snapshotOf([...without('t1/r1'), { ...renamed, fields: { 1: 1, 2: 'Else' } }]);
  expect(changesBetween(snapshotOf(BEFORE), other)).toHaveLength(2);
});

test('entries that nothing tells apart are counted', () => {
  const twice = [seen('rows:x', 't1/r', { 2: 'a' }), seen('rows:x', 't1/r', { 2: 'a' })];
  expect(changesBetween(snapshotOf(twice), snapshotOf(twice.slice(1)))).toHaveLength(1);
});
