import { KEYS } from '../target/keys';
import { add, ANY, change, remove, something } from '../target/stated';
import { columnAdded, columnKey, rowAdded, tableKey } from '../world/effects';
import { letOwnTables } from '../world/postgres-role';
import { COLUMNS, type TableName, type World } from '../world/world';
import {
  controlsOf,
  dialog,
  ids,
  menu,
  type Control,
  type ControlContext,
  type ControlPage,
} from './control';
import { candidates, permissionControls, type Candidates } from './permissions';

/** The table that a rule refers to. */
export function tableOf({ args: { table = 'books' } }: Pick<ControlContext, 'args'>): TableName {
  if (table === 'books' || table === 'authors' || table === 'secrets') return table;
  throw new Error(`no page shows the table "${String(table)}"`);
}

/** A record, as the cells of a page show it. */
interface Shown {
  key: number;
  text: string;
  /** Number of pages; books only. */
  pages: string;
}

/** Two records of the table, and the names of the two authors. */
interface Records {
  first: Shown;
  second: Shown;
  authors: [string, string];
}

/** Text of the first column after the key, by table. */
const TEXT = { books: COLUMNS.books.title, authors: COLUMNS.authors.name, secrets: COLUMNS.secrets.note };
export const TEXT_NAME = { books: 'title', authors: 'name', secrets: 'note' } as const;

async function readRows(world: World, table: TableName): Promise<[Shown, Shown]> {
  const { setupAdmin, databaseId: database_id, tables } = world;
  const { results } = await setupAdmin.rpc('records.list', { database_id, table_oid: tables[table].oid });
  const shown = (key: number): Shown => {
    const row = results.find(({ [COLUMNS.books.id]: id }) => id === key);
    return { key, text: String(row?.[TEXT[table]]), pages: String(row?.[COLUMNS.books.pages]) };
  };
  return [shown(1), shown(2)];
}

/** The contents of a table's cells, by which they are found. */
async function recordsOf(world: World, table: TableName): Promise<Records> {
  return world.once(`what ${table} shows`, async () => {
    const [rows, authors] = await Promise.all([readRows(world, table), readRows(world, 'authors')]);
    return { first: rows[0], second: rows[1], authors: [authors[0].text, authors[1].text] };
  });
}

/** What a page of a table shows. */
export type TableContent = Records & { table: TableName };

/** @param fixed the table, if it is not the one that the rule refers to */
export const tablePage = (fixed?: TableName): ControlPage<TableContent> => ({
  name: 'table page',
  make: async (s) => {
    const table = fixed ?? tableOf(s);
    return { table, ...(await recordsOf(s.world, table)) };
  },
  key: (s) => fixed ?? tableOf(s),
  open: ({ pages, world, table }) =>
    pages.table.open({ ...ids({ world }), tableOid: world.tables[table].oid }),
});

export type TableContext = ControlContext & TableContent;
/** The column of the books with their numbers of pages. */
const pagesColumn = (world: World) => columnKey(world, 'books', COLUMNS.books.pages);
/** The same call on the table that everybody may read, and on one that only its owner may. */
export const alsoSecrets = (call: string) => [call, `${call}(table: secrets)`];

export const columnMenu = menu(
  ({ pages }: TableContext) => pages.table.grid.header('pages'),
  ({ pages }) => pages.table.grid.openHeaderMenu('pages'),
);
const column = dialog(
  ({ pages }: TableContext) => pages.table.grid.header('pages'),
  ({ pages }) => pages.table.selectColumn('pages'),
);
const constraints = dialog(
  ({ pages }: TableContext) => pages.table.inspector.advancedButton,
  ({ pages }) => pages.table.inspector.openConstraints(),
);

/** Controls of the columns of a table. */
const COLUMN_CONTROLS: Control[] = controlsOf(tablePage(), {
  'table page: New Column': {
    offers: alsoSecrets('columns.add'),
    locate: ({ pages }) => pages.table.grid.newColumnButton,
    use: ({ pages }) => pages.table.addColumn('added'),
    changes: ({ world, table }) => [columnAdded(world, table, { name: 'added' })],
  },
  'column menu: Delete Column': {
    offers: ['columns.delete'],
    within: [columnMenu],
    locate: ({ pages }) => pages.table.grid.menu.item('Delete Column'),
    use: ({ pages }) => pages.table.deleteColumn('pages'),
    changes: ({ world }) => [remove('columns', pagesColumn(world))],
  },
  'column menu: Hide Column': {
    offers: [],
    within: [columnMenu],
    locate: ({ pages }) => pages.table.grid.menu.item('Hide Column'),
  },
  'column inspector: column name': {
    offers: ['columns.patch'],
    within: [column],
    locate: ({ pages }) => pages.table.inspector.column.nameField,
    use: ({ pages }) => pages.table.inspector.column.rename('length'),
    changes: ({ world }) => [change('columns', pagesColumn(world), { name: 'length' })],
  },
  'column inspector: Disallow NULL Values': {
    offers: ['columns.patch'],
    within: [column],
    locate: ({ pages }) => pages.table.inspector.column.disallowNull,
    use: ({ pages }) => pages.table.inspector.column.forbidNull(),
    changes: ({ world }) => [change('columns', pagesColumn(world), { nullable: false })],
  },
  'column inspector: Data Type': {
    offers: ['columns.patch'],
    within: [column],
    locate: ({ pages }) => pages.table.inspector.column.dataType,
    use: ({ pages }) => pages.table.inspector.column.changeType('Text'),
    changes: ({ world }) => [change('columns', pagesColumn(world), { type: ANY, type_options: ANY })],
  },
  'column inspector: Save of Data Type': {
    offers: ['columns.patch'],
    since: '0.10.0',
    within: [column],
    locate: ({ pages }) => pages.table.inspector.column.saveTypeButton,
    use: ({ pages }) => pages.table.inspector.column.changeType('Text'),
    changes: ({ world }) => [change('columns', pagesColumn(world), { type: ANY, type_options: ANY })],
  },
  'column inspector: Custom default': {
    offers: ['columns.patch'],
    within: [column],
    locate: ({ pages }) => pages.table.inspector.column.customDefault,
    use: ({ pages }) => pages.table.inspector.column.setDefault('5'),
    changes: ({ world }) => [change('columns', pagesColumn(world), { default: ANY })],
  },
  'column inspector: Extract Column Into a New Table': {
    offers: ['data_modeling.split_table'],
    within: [column],
    locate: ({ pages }) => pages.table.inspector.column.extractButton,
    use: ({ pages }) => pages.table.inspector.column.extractInto('lengths', 'length_id'),
    changes: ({ world }) => [
      add('tables', { name: 'lengths' }, { needs: KEYS.schema(world.schema.oid) }),
      remove('columns', pagesColumn(world)),
      columnAdded(world, 'books', { name: 'length_id' }),
      add('constraints', {}, { within: tableKey(world, 'books') }),
    ],
  },
  'column inspector: Move Column To Linked Table': {
    offers: ['data_modeling.move_columns'],
    within: [column],
    locate: ({ pages }) => pages.table.inspector.column.moveButton,
    use: ({ pages }) => pages.table.inspector.column.moveToLinkedTable(),
    changes: ({ world }) => [
      remove('columns', pagesColumn(world)),
      columnAdded(world, 'authors', { name: 'pages' }),
    ],
  },
  'column inspector: Delete Column': {
    offers: ['columns.delete'],
    within: [column],
    locate: ({ pages }) => pages.table.inspector.column.deleteButton,
    use: ({ pages }) => pages.table.inspector.column.delete(),
    changes: ({ world }) => [remove('columns', pagesColumn(world))],
  },
  'constraints: drop a foreign key': {
    offers: ['constraints.delete'],
    within: [constraints],
    locate: ({ pages }) => pages.table.inspector.dropConstraintButton('author_id'),
    use: ({ pages }) => pages.table.inspector.dropConstraint('author_id'),
    changes: ({ world }) => [something('constraints', tableKey(world, 'books'))],
  },
});

/** Rules on constraints refer to another table, which has no columns for these. */
const CONSTRAINT_CONTROLS: Control[] = controlsOf(tablePage('books'), {
  'column inspector: Restrict to Unique': {
    offers: ['constraints.add'],
    within: [column],
    locate: ({ pages }) => pages.table.inspector.column.unique,
    use: ({ pages }) => pages.table.inspector.column.makeUnique(),
    changes: ({ world }) => [add('constraints', {}, { within: tableKey(world, 'books') })],
  },
  'constraints: add a foreign key': {
    offers: ['constraints.add'],
    within: [constraints],
    locate: ({ pages }) => pages.table.inspector.addForeignKeyButton,
    use: ({ pages }) => pages.table.inspector.addForeignKey('author_id', 'authors'),
    changes: ({ world }) => [
      add('constraints', {}, { within: tableKey(world, 'books'), needs: tableKey(world, 'authors') }),
    ],
  },
});

const CSV = { books: 'title,pages\nImported,7\n', authors: 'name\nImported\n', secrets: 'note\nImported\n' };

/** Controls of a whole table, in the inspector. */
const INSPECTOR_CONTROLS: Control[] = controlsOf(tablePage(), {
  'table inspector: table name': {
    offers: alsoSecrets('tables.patch'),
    locate: ({ pages }) => pages.table.inspector.nameField,
    use: ({ pages }) => pages.table.inspector.renameTable('renamed'),
    changes: ({ world, table }) => [change('tables', tableKey(world, table), { name: 'renamed' })],
  },
  'table inspector: Table Permissions': {
    offers: alsoSecrets('tables.privileges.list_direct'),
    locate: ({ pages }) => pages.table.inspector.permissionsButton,
    use: async ({ pages }) => {
      await pages.table.openPermissions();
      return () => pages.table.permissions.root.innerText();
    },
    canary: ({ world, table }) => world.postgresRole(table === 'secrets' ? 'owner' : world.owner).name,
  },
  'table inspector: Create Relationship': {
    offers: ['data_modeling.add_foreign_key_column'],
    locate: ({ pages }) => pages.table.inspector.createRelationshipButton,
    use: ({ pages }) => pages.table.inspector.relateTo('authors'),
    changes: ({ world }) => [
      columnAdded(world, 'books', {}),
      add('constraints', {}, { within: tableKey(world, 'books'), needs: tableKey(world, 'authors') }),
    ],
  },
  'record summary: Customize Fields': {
    offers: alsoSecrets('tables.metadata.set'),
    within: [
      dialog(
        ({ pages }) => pages.table.inspector.recordSummaryButton,
        ({ pages }) => pages.table.inspector.openRecordSummary(),
      ),
    ],
    locate: ({ pages }) => pages.table.inspector.customizeFields,
    use: ({ pages }) => pages.table.inspector.customizeSummary(),
    changes: ({ world, table }) => [
      change('table metadata', `${tableKey(world, table)}/${KEYS.connected(world.databaseId)}`, {
        record_summary_template: ANY,
      }),
    ],
  },
  'table inspector: Import': {
    offers: alsoSecrets('bulk_insert'),
    locate: ({ pages }) => pages.table.inspector.importButton,
    use: ({ pages, table }) => pages.table.inspector.importRows(CSV[table]),
    changes: ({ world, table }) => [
      rowAdded(world, table, {
        [TEXT[table]]: 'Imported',
        ...(table === 'books' && { [COLUMNS.books.pages]: 7 }),
      }),
    ],
  },
  'table inspector: Export': {
    offers: alsoSecrets('export.table'),
    locate: ({ pages }) => pages.table.inspector.exportLink,
    use: ({ pages }) => pages.table.inspector.export(),
    canary: ({ first }) => first.text,
  },
  'table inspector: Delete Table': {
    offers: alsoSecrets('tables.delete'),
    locate: ({ pages }) => pages.table.inspector.deleteTableButton,
    use: ({ pages, table }) => pages.table.inspector.deleteTable(table),
    changes: ({ world, table }) => [remove('tables', tableKey(world, table))],
  },
});

const sharing: ControlPage<TableContent & Candidates> = {
  ...tablePage(),
  name: 'table page with new roles',
  make: async (s) => ({ ...(await tablePage().make(s)), ...(await candidates(s.world)) }),
};

/** Controls of the dialog of a table's permissions. */
const PERMISSION_CONTROLS: Control[] = controlsOf(
  sharing,
  permissionControls<TableContent & Candidates>({
    name: 'table',
    opener: ({ pages }) => pages.table.inspector.permissionsButton,
    open: ({ pages }) => pages.table.openPermissions(),
    dialogOf: ({ pages }) => pages.table.permissions,
    replace: ['tables.privileges.replace_for_roles'],
    transfer: ['tables.privileges.transfer_ownership'],
    beforeTransfer: ({ world, newOwnerOid }) => letOwnTables(world, newOwnerOid),
    parts: ['table owners', 'table privileges'],
    on: ({ world, table }) => tableKey(world, table),
    ownerBefore: ({ world }) => world.postgresRole(world.owner).oid,
    level: 'Read',
    listed: { role: 'viewer', level: 'Write' },
  }),
);

/** Controls of a table and its columns, in the grid's header and in the inspector. */
export const TABLE_CONTROLS: Control[] = [
  ...COLUMN_CONTROLS,
  ...CONSTRAINT_CONTROLS,
  ...INSPECTOR_CONTROLS,
  ...PERMISSION_CONTROLS,
];
