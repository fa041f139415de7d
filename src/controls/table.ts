import { COLUMNS, type TableName, type World } from '../world/world';
import { controlsOf, dialog, ids, menu, textOf, type Control, type Place, type Setting } from './control';
import { candidates, permissionControls, type Candidates } from './permissions';

/** The table that a rule means. */
export function tableOf({ args: { table = 'books' } }: Pick<Setting, 'args'>): TableName {
  if (table === 'books' || table === 'authors' || table === 'secrets') return table;
  throw new Error(`no page shows the table "${String(table)}"`);
}

/** A record, as the cells of a page show it. */
interface Shown {
  key: number;
  text: string;
  /** Of a book. */
  pages: string;
}

/** Two records of the table, and the names of the two authors. */
interface Records {
  first: Shown;
  second: Shown;
  authors: [string, string];
}

/** Text of the first column behind the key, by table. */
const TEXT = { books: COLUMNS.books.title, authors: COLUMNS.authors.name, secrets: COLUMNS.secrets.note };
export const TEXT_NAME = { books: 'title', authors: 'name', secrets: 'note' } as const;

async function readRows(world: World, table: TableName): Promise<[Shown, Shown]> {
  const { steward, databaseId: database_id, tables } = world;
  const { results } = await steward.rpc('records.list', { database_id, table_oid: tables[table].oid });
  const shown = (key: number): Shown => {
    const row = results.find(({ [COLUMNS.books.id]: id }) => id === key);
    return { key, text: String(row?.[TEXT[table]]), pages: String(row?.[COLUMNS.books.pages]) };
  };
  return [shown(1), shown(2)];
}

/** What the cells of a table show, so that they can be found. */
export async function recordsOf(world: World, table: TableName): Promise<Records> {
  return world.once(`what ${table} shows`, async () => {
    const [rows, authors] = await Promise.all([readRows(world, table), readRows(world, 'authors')]);
    return { first: rows[0], second: rows[1], authors: [authors[0].text, authors[1].text] };
  });
}

type Content = Records & { table: TableName };

const tablePage = (fixed?: TableName): Place<Content> => ({
  name: 'table page',
  make: async (s) => {
    const table = fixed ?? tableOf(s);
    return { table, ...(await recordsOf(s.world, table)) };
  },
  key: (s) => fixed ?? tableOf(s),
  open: ({ p, world, table }) => p.table.open({ ...ids({ world }), tableOid: world.tables[table].oid }),
});

type S = Setting & Content;
const rows = ({ table }: S) => `rows:${table}`;
/** The same call on the table whose rows everybody may read, and on one that only its owner may. */
const alsoSecrets = (call: string) => [call, `${call}(table: secrets)`];
const item = (name: string) => (s: Setting) => s.p.table.grid.menu.item(name);

const cellEditing = dialog(
  ({ p, first }: S) => p.table.grid.cell(first.key, first.text),
  ({ p, first }) => p.table.grid.startEditing(first.key, first.text),
);
const cellMenu = menu(
  ({ p, first }: S) => p.table.grid.cell(first.key, first.text),
  ({ p, first }) => p.table.grid.openCellMenu(first.key, first.text),
);
const nullableCellMenu = menu(
  ({ p, first }: S) => p.table.grid.cell(first.key, first.pages),
  ({ p, first }) => p.table.grid.openCellMenu(first.key, first.pages),
);
const rowMenu = menu(
  ({ p, first }: S) => p.table.grid.rowHeader(first.key),
  ({ p, first }) => p.table.grid.openRowMenu(first.key),
);
const columnMenu = menu(
  ({ p }: S) => p.table.grid.header('pages'),
  ({ p }) => p.table.grid.openHeaderMenu('pages'),
);
const record = dialog(
  ({ p, first }: S) => p.table.grid.rowHeader(first.key),
  ({ p, first }) => p.table.selectRecord(first.key),
);

const sharing: Place<Content & Candidates> = {
  ...tablePage(),
  name: 'table page with new roles',
  make: async (s) => ({ ...(await tablePage().make(s)), ...(await candidates(s.world)) }),
};

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

const column = dialog(
  ({ p }: S) => p.table.grid.header('pages'),
  ({ p }) => p.table.selectColumn('pages'),
);
const constraints = dialog(
  ({ p }: S) => p.table.inspector.advancedButton,
  ({ p }) => p.table.inspector.openConstraints(),
);

/** What the columns of a table offer. */
const COLUMN_CONTROLS: Control[] = controlsOf(tablePage(), {
  'table page: New Column': {
    offers: alsoSecrets('columns.add'),
    locate: ({ p }) => p.table.grid.newColumnButton,
    use: ({ p }) => p.table.addColumn('added'),
    changes: 'columns',
  },
  'column menu: Delete Column': {
    offers: ['columns.delete'],
    within: [columnMenu],
    locate: item('Delete Column'),
    use: ({ p }) => p.table.deleteColumn('pages'),
    changes: 'columns',
  },
  'column menu: Hide Column': { offers: [], within: [columnMenu], locate: item('Hide Column') },
  'column inspector: column name': {
    offers: ['columns.patch'],
    within: [column],
    locate: ({ p }) => p.table.inspector.column.nameField,
    use: ({ p }) => p.table.inspector.column.rename('length'),
    changes: 'columns',
  },
  'column inspector: Disallow NULL Values': {
    offers: ['columns.patch'],
    within: [column],
    locate: ({ p }) => p.table.inspector.column.disallowNull,
    use: ({ p }) => p.table.inspector.column.forbidNull(),
    changes: 'columns',
  },
  'column inspector: Data Type': {
    offers: ['columns.patch'],
    within: [column],
    locate: ({ p }) => p.table.inspector.column.dataType,
    use: ({ p }) => p.table.inspector.column.changeType('Text'),
    changes: 'columns',
  },
  'column inspector: Save of Data Type': {
    offers: ['columns.patch'],
    within: [column],
    locate: ({ p }) => p.table.inspector.column.saveTypeButton,
    use: ({ p }) => p.table.inspector.column.changeType('Text'),
    changes: 'columns',
  },
  'column inspector: Custom default': {
    offers: ['columns.patch'],
    within: [column],
    locate: ({ p }) => p.table.inspector.column.customDefault,
    use: ({ p }) => p.table.inspector.column.setDefault('5'),
    changes: 'columns',
  },
  'column inspector: Extract Column Into a New Table': {
    offers: ['data_modeling.split_table'],
    within: [column],
    locate: ({ p }) => p.table.inspector.column.extractButton,
    use: ({ p }) => p.table.inspector.column.extractInto('lengths', 'length_id'),
    changes: 'tables',
  },
  'column inspector: Move Column To Linked Table': {
    offers: ['data_modeling.move_columns'],
    within: [column],
    locate: ({ p }) => p.table.inspector.column.moveButton,
    use: ({ p }) => p.table.inspector.column.moveToLinkedTable(),
    changes: 'columns',
  },
  'column inspector: Delete Column': {
    offers: ['columns.delete'],
    within: [column],
    locate: ({ p }) => p.table.inspector.column.deleteButton,
    use: ({ p }) => p.table.inspector.column.delete(),
    changes: 'columns',
  },
  'constraints: drop a foreign key': {
    offers: ['constraints.delete'],
    within: [constraints],
    locate: ({ p }) => p.table.inspector.dropConstraintButton('author_id'),
    use: ({ p }) => p.table.inspector.dropConstraint('author_id'),
    changes: 'constraints',
  },
});

/** The rule of constraints means another table, which has no column for these. */
const CONSTRAINT_CONTROLS: Control[] = controlsOf(tablePage('books'), {
  'column inspector: Restrict to Unique': {
    offers: ['constraints.add'],
    within: [column],
    locate: ({ p }) => p.table.inspector.column.unique,
    use: ({ p }) => p.table.inspector.column.makeUnique(),
    changes: 'constraints',
  },
  'constraints: add a foreign key': {
    offers: ['constraints.add'],
    within: [constraints],
    locate: ({ p }) => p.table.inspector.addForeignKeyButton,
    use: ({ p }) => p.table.inspector.addForeignKey('author_id', 'authors'),
    changes: 'constraints',
  },
});

const CSV = { books: 'title,pages\nImported,7\n', authors: 'name\nImported\n', secrets: 'note\nImported\n' };

/** What a table as a whole offers, in the inspector. */
const INSPECTOR_CONTROLS: Control[] = controlsOf(tablePage(), {
  'table inspector: table name': {
    offers: alsoSecrets('tables.patch'),
    locate: ({ p }) => p.table.inspector.nameField,
    use: ({ p }) => p.table.inspector.renameTable('renamed'),
    changes: 'tables',
  },
  'table inspector: Table Permissions': {
    offers: alsoSecrets('tables.privileges.list_direct'),
    locate: ({ p }) => p.table.inspector.permissionsButton,
    use: async ({ p: { table } }) => {
      await table.openPermissions();
      return textOf(table.permissions.dialog.root);
    },
    canary: ({ world, table }) => world.postgresRole(table === 'secrets' ? 'owner' : world.owner).name,
  },
  'table inspector: Create Relationship': {
    offers: ['data_modeling.add_foreign_key_column'],
    locate: ({ p }) => p.table.inspector.createRelationshipButton,
    use: ({ p }) => p.table.inspector.relateTo('authors'),
    changes: 'columns',
  },
  'record summary: Customize Fields': {
    offers: alsoSecrets('tables.metadata.set'),
    within: [
      dialog(
        ({ p }) => p.table.inspector.recordSummaryButton,
        ({ p }) => p.table.inspector.openRecordSummary(),
      ),
    ],
    locate: ({ p }) => p.table.inspector.customizeFields,
    use: ({ p }) => p.table.inspector.customizeSummary(),
    changes: 'table metadata',
  },
  'table inspector: Import': {
    offers: alsoSecrets('bulk_insert'),
    locate: ({ p }) => p.table.inspector.importButton,
    use: ({ p, table }) => p.table.inspector.importRows(CSV[table]),
    changes: rows,
  },
  'table inspector: Export': {
    offers: alsoSecrets('export.table'),
    locate: ({ p }) => p.table.inspector.exportLink,
    use: ({ p }) => p.table.inspector.export(),
    canary: ({ first }) => first.text,
  },
  'table inspector: Delete Table': {
    offers: alsoSecrets('tables.delete'),
    locate: ({ p }) => p.table.inspector.deleteTableButton,
    use: ({ p, table }) => p.table.inspector.deleteTable(table),
    changes: 'tables',
  },
});

/** What the dialog of a table's permissions offers. */
const PERMISSION_CONTROLS: Control[] = controlsOf(
  sharing,
  permissionControls<Content & Candidates>({
    name: 'table',
    opener: ({ p }) => p.table.inspector.permissionsButton,
    open: ({ p }) => p.table.openPermissions(),
    dialogOf: ({ p }) => p.table.permissions,
    replace: ['tables.privileges.replace_for_roles'],
    transfer: ['tables.privileges.transfer_ownership'],
    privileges: 'table privileges',
    owners: 'table owners',
    level: 'Read',
    listed: { role: 'viewer', level: 'Write' },
  }),
);

const recordPage: Place<Content> = {
  ...tablePage(),
  name: 'record page',
  open: ({ p, world, table, first }) =>
    p.record.open({ ...ids({ world }), tableOid: world.tables[table].oid, key: first.key }),
};

/** What the page of one record offers. */
const RECORD_CONTROLS: Control[] = controlsOf(recordPage, {
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

/** What the page of a table, and those of its records, offer. */
export const TABLE_CONTROLS: Control[] = [
  ...ROW_CONTROLS,
  ...COLUMN_CONTROLS,
  ...CONSTRAINT_CONTROLS,
  ...INSPECTOR_CONTROLS,
  ...PERMISSION_CONTROLS,
  ...RECORD_CONTROLS,
];
