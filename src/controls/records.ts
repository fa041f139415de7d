import { controlsOf, dialog, ids, menu, type Control, type Place, type Setting } from './control';
import { alsoSecrets, rows, tablePage, TEXT_NAME, type TableContent, type TableSetting } from './table-place';

const item = (name: string) => (s: Setting) => s.p.table.grid.menu.item(name);

const cellEditing = dialog(
  ({ p, first }: TableSetting) => p.table.grid.cell(first.key, first.text),
  ({ p, first }) => p.table.grid.startEditing(first.key, first.text),
);
const cellMenu = menu(
  ({ p, first }: TableSetting) => p.table.grid.cell(first.key, first.text),
  ({ p, first }) => p.table.grid.openCellMenu(first.key, first.text),
);
const nullableCellMenu = menu(
  ({ p, first }: TableSetting) => p.table.grid.cell(first.key, first.pages),
  ({ p, first }) => p.table.grid.openCellMenu(first.key, first.pages),
);
const rowMenu = menu(
  ({ p, first }: TableSetting) => p.table.grid.rowHeader(first.key),
  ({ p, first }) => p.table.grid.openRowMenu(first.key),
);
const record = dialog(
  ({ p, first }: TableSetting) => p.table.grid.rowHeader(first.key),
  ({ p, first }) => p.table.selectRecord(first.key),
);

/** What the rows of a table offer. */
const ROW_CONTROLS: Control[] = [
  ...controlsOf(tablePage(), {
    'table page: New Record': {
      offers: alsoSecrets('records.add'),
      locate: ({ p }) => p.table.newRecordButton,
      use: ({ p }) => p.table.addRecord(),
      changes: rows,
    },
    'table page: record': {
      offers: alsoSecrets('records.list'),
      locate: ({ p, first }) => p.table.grid.cell(first.key, first.text),
      canary: ({ first }) => first.text,
    },
    'table page: Pick a record': {
      offers: ['records.patch'],
      locate: ({ p, first }) => p.table.grid.pickRecordButton(first.key),
      use: ({ p, first, authors }) => p.table.pickRecord(first.key, authors[1]),
      changes: rows,
    },
    'table page: cell editor': {
      offers: ['records.patch'],
      within: [cellEditing],
      locate: ({ p, first }) => p.table.grid.cellEditor(first.key),
      use: ({ p, first }) => p.table.typeCell(first.key, 'Another title'),
      changes: rows,
    },
    'cell menu: Set to NULL': {
      offers: ['records.patch'],
      within: [nullableCellMenu],
      locate: item('Set to NULL'),
      use: ({ p, first }) => p.table.setNull(first.key, first.pages),
      changes: rows,
    },
    'cell menu: Paste': {
      offers: ['records.patch'],
      within: [cellMenu],
      locate: item('Paste'),
      // Titles are unique, numbers of pages are not.
      use: ({ p, first, second }) =>
        p.table.pasteCell({ key: first.key, text: first.pages }, { key: second.key, text: second.pages }),
      changes: rows,
    },
    'row menu: Delete Record': {
      offers: ['records.delete'],
      within: [rowMenu],
      locate: item('Delete Record'),
      use: ({ p, first }) => p.table.deleteRecord(first.key),
      changes: rows,
    },
    'row menu: Quick View Record': {
      offers: ['records.get'],
      within: [rowMenu],
      locate: item('Quick View Record'),
      use: async ({ p, first }) => {
        await p.table.quickView(first.key);
        return p.record.text('title');
      },
      canary: ({ world }) => world.canary,
    },
    'record inspector: Delete Record': {
      offers: ['records.delete'],
      within: [record],
      locate: ({ p }) => p.table.inspector.deleteRecordButton,
      use: ({ p, first }) => p.table.deleteSelectedRecord(first.key),
      changes: rows,
    },
  }),
  ...controlsOf(tablePage('authors'), {
    // A book could not be duplicated: its title is unique.
    'row menu: Duplicate Record': {
      offers: ['records.add'],
      within: [rowMenu],
      locate: item('Duplicate Record'),
      use: ({ p, first }) => p.table.duplicateRecord(first.key),
      changes: rows,
    },
  }),
];

const recordPage: Place<TableContent> = {
  ...tablePage(),
  name: 'record page',
  open: ({ p, world, table, first }) =>
    p.record.open({ ...ids({ world }), tableOid: world.tables[table].oid, key: first.key }),
};

/** What the page of one record offers. */
const PAGE_CONTROLS: Control[] = controlsOf(recordPage, {
  'record page: Delete Record': {
    offers: alsoSecrets('records.delete'),
    locate: ({ p }) => p.record.deleteButton,
    use: ({ p }) => p.record.delete(),
    changes: rows,
  },
  'record page: field': {
    offers: alsoSecrets('records.patch'),
    locate: ({ p, table }) => p.record.field(TEXT_NAME[table]),
    use: ({ p, table }) => p.record.edit(TEXT_NAME[table], 'Edited on its page'),
    changes: rows,
  },
  'record page: Field Options': { offers: [], locate: ({ p }) => p.record.fieldOptions('title') },
  'field options: Set to NULL': {
    offers: ['records.patch'],
    within: [
      menu(
        ({ p }) => p.record.fieldOptions('pages'),
        ({ p }) => p.record.openFieldOptions('pages'),
      ),
    ],
    locate: ({ p }) => p.record.setNullItem,
    use: ({ p }) => p.record.setNull('pages'),
    changes: rows,
  },
});

/** What the rows of a table, and the pages of its records, offer. */
export const RECORD_CONTROLS: Control[] = [...ROW_CONTROLS, ...PAGE_CONTROLS];
