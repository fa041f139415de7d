import { expect, test } from '@playwright/test';
import { gapOf } from '../../../src/plan/gaps';
import { offersInOrder } from '../../../src/plan/order';
import { cellTitle } from '../../../src/plan/title';
import { compileFile, matrix, row } from './plans';

const CELLS = 'allow | allow | deny: privilege | deny: collaborator | –';
const remove = (cells = CELLS) => row('REC-06', { rule: 'Delete a record', action: 'records.delete', cells });

test('a rule is checked at every control that offers its call, unless it names the API alone', () => {
  const { rules } = compileFile(matrix([remove(), row('REC-02')]));
  expect(rules.map(({ offers }) => offers)).toEqual([['row menu: Delete', 'record page: Delete'], []]);
  const [api] = compileFile(matrix([remove()]), 'surfaces: api\n').rules;
  expect(api?.offers).toEqual([]);
});

test('allowed cells come first, then the others role by role and page by page', () => {
  const { rules } = compileFile(matrix([remove()]));
  const cells = offersInOrder(rules, (control) => ({ address: control.split(':')[0] ?? '' }));
  expect(cells.map(({ rule, cell, control }) => cellTitle(rule, cell, control))).toEqual([
    'admin may delete a record · REC-06 · ui · row menu: Delete',
    'editor may delete a record · REC-06 · ui · row menu: Delete',
    'admin may delete a record · REC-06 · ui · record page: Delete',
    'editor may delete a record · REC-06 · ui · record page: Delete',
    'viewer may not delete a record · REC-06 · ui · row menu: Delete',
    'viewer may not delete a record · REC-06 · ui · record page: Delete',
    'outsider may not delete a record · REC-06 · ui · row menu: Delete',
    'outsider may not delete a record · REC-06 · ui · record page: Delete',
  ]);
});

test('what one page at one address shows a denied role is looked at in a row, its dialogs last', () => {
  const another = (id: string) =>
    row(id, { rule: 'Delete it', action: 'records.delete', cells: 'allow | – | deny: privilege | – | –' });
  const { rules } = compileFile(matrix([another('REC-06'), another('REC-07'), another('REC-08')]));
  const menu = {};
  const cells = offersInOrder(rules, (control, { id }) => ({
    address: id === 'REC-07' ? 'authors' : 'books',
    dialog: control === 'row menu: Delete' ? menu : undefined,
  }));
  const denied = cells.filter(({ cell }) => cell.role === 'viewer');
  expect(denied.map(({ rule, control }) => `${rule.id} · ${control}`)).toEqual([
    'REC-06 · record page: Delete',
    'REC-08 · record page: Delete',
    'REC-06 · row menu: Delete',
    'REC-08 · row menu: Delete',
    'REC-07 · record page: Delete',
    'REC-07 · row menu: Delete',
  ]);
});

test('a page gap is one of the pages, or of the controls that it names', () => {
  const cells = 'allow | allow | deny[^api][^one] | deny[^all] | –';
  const { rules } = compileFile(
    `${matrix([remove(cells)])}
[^api]: known gap (inconclusive) until 2026-12-31, a#1: the answer.
[^one]: known page gap (offered but refused) of row menu: Delete until 2026-12-31, a#2: one control.
[^all]: known page gap (offered but refused) until 2026-12-31, a#3: all of them.
`,
  );
  const [, , viewer, outsider] = rules[0]?.cells ?? [];
  const sources = (cell = { gaps: [] } as Pick<NonNullable<typeof viewer>, 'gaps'>) => [
    gapOf(cell, 'api')?.source,
    gapOf(cell, 'ui', 'row menu: Delete')?.source,
    gapOf(cell, 'ui', 'record page: Delete')?.source,
  ];
  expect(sources(viewer)).toEqual(['a#1', 'a#2', undefined]);
  expect(sources(outsider)).toEqual([undefined, 'a#3', 'a#3']);
});
