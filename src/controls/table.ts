import { controlsOf, dialog, menu, textOf, type Control, type Place } from './control';
import { candidates, permissionControls, type Candidates } from './permissions';
import { alsoSecrets, rows, tablePage, type TableContent, type TableSetting } from './table-place';

const columnMenu = menu(
  ({ p }: TableSetting) => p.table.grid.header('pages'),
  ({ p }) => p.table.grid.openHeaderMenu('pages'),
);
const column = dialog(
  ({ p }: TableSetting) => p.table.grid.header('pages'),
  ({ p }) => p.table.selectColumn('pages'),
);
const constraints = dialog(
  ({ p }: TableSetting) => p.table.inspector.advancedButton,
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
    locate: ({ p }) => p.table.grid.menu.item('Delete Column'),
    use: ({ p }) => p.table.deleteColumn('pages'),
    changes: 'columns',
  },
  'column menu: Hide Column': {
    offers: [],
    within: [columnMenu],
    locate: ({ p }) => p.table.grid.menu.item('Hide Column'),
  },
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

const sharing: Place<TableContent & Candidates> = {
  ...tablePage(),
  name: 'table page with new roles',
  make: async (s) => ({ ...(await tablePage().make(s)), ...(await candidates(s.world)) }),
};

/** What the dialog of a table's permissions offers. */
const PERMISSION_CONTROLS: Control[] = controlsOf(
  sharing,
  permissionControls<TableContent & Candidates>({
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

/** What a table and its columns offer, in the grid's head and in the inspector. */
export const TABLE_CONTROLS: Control[] = [
  ...COLUMN_CONTROLS,
  ...CONSTRAINT_CONTROLS,
  ...INSPECTOR_CONTROLS,
  ...PERMISSION_CONTROLS,
];
