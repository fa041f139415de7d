import type { Fields } from '../target/snapshot';
import { rowAdded, rowChanged, rowRemoved, TEXT_COLUMN } from '../world/effects';
import { COLUMNS } from '../world/world';
import {
  controlsOf,
  dialog,
  ids,
  menu,
  type Control,
  type ControlContext,
  type ControlPage,
} from './control';
import { alsoSecrets, tablePage, TEXT_NAME, type TableContent, type TableContext } from './table';

const item = (name: string) => (s: ControlContext) => s.pages.table.grid.menu.item(name);

/** The first record gets these values. */
const changed = ({ world, table, first }: TableContext, values: Fields) => [
  rowChanged(world, table, first.key, values),
];
const removed = ({ world, table, first }: TableContext) => [rowRemoved(world, table, first.key)];

const cellEditing = dialog(
  ({ pages, first }: TableContext) => pages.table.grid.cell(first.key, first.text),
  ({ pages, first }) => pages.table.grid.startEditing(first.key, first.text),
);
/** Of a cell that may be null; the action of each of its controls begins in it. */
const cellMenu = menu(
  ({ pages, first }: TableContext) => pages.table.grid.cell(first.key, first.pages),
  ({ pages, first }) => pages.table.grid.openCellMenu(first.key, first.pages),
);
const rowMenu = menu(
  ({ pages, first }: TableContext) => pages.table.grid.rowHeader(first.key),
  ({ pages, first }) => pages.table.grid.openRowMenu(first.key),
);
const record = dialog(
  ({ pages, first }: TableContext) => pages.table.grid.rowHeader(first.key),
  ({ pages, first }) => pages.table.selectRecord(first.key),
);

/** Controls of the rows of a table. */
const ROW_CONTROLS: Control[] = [
  ...controlsOf(tablePage(), {
    'table page: New Record': {
      offers: alsoSecrets('records.add'),
      locate: ({ pages }) => pages.table.newRecordButton,
      use: ({ pages }) => pages.table.addRecord(),
      // Of an empty row only the key is filled.
      changes: ({ world, table }) => [rowAdded(world, table, {})],
    },
    'table page: record': {
      offers: alsoSecrets('records.list'),
      locate: ({ pages, first }) => pages.table.grid.cell(first.key, first.text),
      canary: ({ first }) => first.text,
      again: ({ pages }) => pages.table.refreshButton.click(),
    },
    'table page: Pick a record': {
      offers: ['records.patch'],
      locate: ({ pages, first, authors }) => pages.table.grid.pickRecordButton(first.key, authors[0]),
      use: ({ pages, first, authors }) => pages.table.pickRecord(first.key, ...authors),
      changes: (s) => changed(s, { [COLUMNS.books.author]: 2 }),
    },
    'table page: cell editor': {
      offers: ['records.patch'],
      within: [cellEditing],
      locate: ({ pages, first }) => pages.table.grid.cellEditor(first.key),
      use: ({ pages, first }) => pages.table.typeCell(first.key, 'Another title'),
      changes: (s) => changed(s, { [TEXT_COLUMN[s.table]]: 'Another title' }),
    },
    'cell menu: Set to NULL': {
      offers: ['records.patch'],
      within: [cellMenu],
      locate: item('Set to NULL'),
      use: ({ pages, first }) => pages.table.setNull(first.key, first.pages),
      changes: (s) => changed(s, { [COLUMNS.books.pages]: null }),
    },
    'cell menu: Paste': {
      offers: ['records.patch'],
      within: [cellMenu],
      locate: item('Paste'),
      // Not a title: the database holds those unique.
      use: ({ pages, first, second }) =>
        pages.table.pasteCell({ key: first.key, text: first.pages }, { key: second.key, text: second.pages }),
      // The first is copied to the second.
      changes: ({ world, table, first, second }) => [
        rowChanged(world, table, second.key, { [COLUMNS.books.pages]: first.pages }),
      ],
    },
    'row menu: Delete Record': {
      offers: ['records.delete'],
      within: [rowMenu],
      locate: item('Delete Record'),
      use: ({ pages, first }) => pages.table.deleteRecord(first.key),
      changes: removed,
    },
    'row menu: Quick View Record': {
      offers: ['records.get'],
      within: [rowMenu],
      locate: item('Quick View Record'),
      use: async ({ pages, first }) => {
        await pages.table.quickView(first.key);
        return () => pages.record.shownField('title').inputValue();
      },
      canary: ({ world }) => world.canary,
    },
    'record inspector: Delete Record': {
      offers: ['records.delete'],
      within: [record],
      locate: ({ pages }) => pages.table.inspector.deleteRecordButton,
      use: ({ pages, first }) => pages.table.deleteSelectedRecord(first.key),
      changes: removed,
    },
  }),
  ...controlsOf(tablePage('authors'), {
    // A book could not be duplicated: its title is unique.
    'row menu: Duplicate Record': {
      offers: ['records.add'],
      within: [rowMenu],
      locate: item('Duplicate Record'),
      use: ({ pages, first }) => pages.table.duplicateRecord(first.key),
      changes: ({ world, first }) => [rowAdded(world, 'authors', { [COLUMNS.authors.name]: first.text })],
    },
  }),
];

export const recordPage: ControlPage<TableContent> = {
  ...tablePage(),
  name: 'record page',
  open: ({ pages, world, table, first }) =>
    pages.record.open({ ...ids({ world }), tableOid: world.tables[table].oid, key: first.key }),
};

/** Controls of the page of one record. */
const PAGE_CONTROLS: Control[] = controlsOf(recordPage, {
  'record page: Delete Record': {
    offers: alsoSecrets('records.delete'),
    locate: ({ pages }) => pages.record.deleteButton,
    use: ({ pages }) => pages.record.delete(),
    changes: removed,
  },
  'record page: field': {
    offers: alsoSecrets('records.patch'),
    locate: ({ pages, table }) => pages.record.field(TEXT_NAME[table]),
    use: ({ pages, table }) => pages.record.edit(TEXT_NAME[table], 'Edited on its page'),
    changes: (s) => changed(s, { [TEXT_COLUMN[s.table]]: 'Edited on its page' }),
  },
  'record page: Field Options': { offers: [], locate: ({ pages }) => pages.record.fieldOptions('title') },
  'field options: Set to NULL': {
    offers: ['records.patch'],
    within: [
      menu(
        ({ pages }) => pages.record.fieldOptions('pages'),
        ({ pages }) => pages.record.openFieldOptions('pages'),
      ),
    ],
    locate: ({ pages }) => pages.record.setNullItem,
    use: ({ pages }) => pages.record.setNull('pages'),
    changes: (s) => changed(s, { [COLUMNS.books.pages]: null }),
  },
});

/** Controls of the rows of a table, and of the pages of its records. */
export const RECORD_CONTROLS: Control[] = [...ROW_CONTROLS, ...PAGE_CONTROLS];
