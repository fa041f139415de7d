import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from '@playwright/test';
import type { ControlState } from '../../../pages';
import type { Library } from './library';
import type { PageObjects } from './pages';
import { account, SCENES, type Scene } from './scenes';

/** The roles whose pages were recorded. */
export const RECORDED_ROLES = ['admin', 'editor', 'viewer'] as const;
export type RecordedRole = (typeof RECORDED_ROLES)[number];

type Locate = (p: PageObjects, library: Library) => Locator;
type Enable = (p: PageObjects, library: Library) => Promise<void>;

/** How a control is found. */
interface Way {
  locate: Locate;
  /** What a control wants to be given before it is enabled for whom it is: a name, a choice. */
  enable?: Enable;
}

/** One recorded control. */
export interface Control extends Way {
  page: string;
  control: string;
  scene: Scene;
  recorded: Record<RecordedRole, ControlState>;
}

const by = (locate: Locate, enable?: Enable): Way => (enable ? { locate, enable } : { locate });
const role = (library: Library, name: string) => library.world.postgresRole(name).name;
const mainDatabase = ({ world }: Library) => world.state.databases.main.name;

const databaseMenu: Record<string, Way> = {
  'edit connection': by(({ home }) => home.databaseMenu.editItem),
  reinstall: by(({ home }) => home.databaseMenu.reinstallItem),
  disconnect: by(({ home }) => home.databaseMenu.disconnectItem),
};
// The outsider holds nothing in the run's main database, and so is on no list there.
const share: Record<string, Way> = {
  'add roles': by(({ table }) => table.permissions.addRolesButton),
  save: by(
    ({ table }) => table.permissions.saveButton,
    ({ table }, library) => table.permissions.addRole(role(library, 'outsider')),
  ),
};
const shareWithRoles: Record<string, Way> = {
  ...share,
  'access of a role': by(({ table }) => table.permissions.level('Read').first()),
};
const transfer: Record<string, Way> = {
  'transfer ownership': by(
    ({ table }) => table.permissions.transferButton,
    ({ table }, library) => table.permissions.chooseOwner(role(library, 'manager')),
  ),
};
const menuItem = (name: string) => by(({ schema }) => schema.menu.item(name));
const gridItem = (name: string) => by(({ table }) => table.grid.menu.item(name));
const exploreTable = by(({ schema }) => schema.menu.link('Explore Table'));

/** How the control of a fact is found, by its page and name. */
const WAYS: Readonly<Record<string, Record<string, Way>>> = {
  home: {
    'connect database': by(({ home }) => home.connectButton),
    'database menu': by(({ home }, library) => home.menuButton(mainDatabase(library))),
    'open database': by(({ home }, library) => home.openLink(mainDatabase(library))),
    'open other database': by(({ home }, { world }) => home.openLink(world.state.databases.other.name)),
  },
  'connect-database-create-new': {
    'create database': by(
      ({ home }) => home.connectDialog.createButton,
      ({ home }, { world }) => home.connectDialog.typeName(world.name('database')),
    ),
  },
  'home-database-card-menu': databaseMenu,
  'home-upgrade-needed': {
    upgrade: by(({ home }, library) => home.upgradeButton(mainDatabase(library))),
    'upgrade all': by(({ home }) => home.upgradeAllButton),
  },
  'user-menu': {
    administration: by(({ banner }) => banner.userMenu.administrationLink),
    'log out': by(({ banner }) => banner.userMenu.logOutLink),
  },
  'feedback-dialog': {
    'send feedback': by(
      ({ banner }) => banner.feedback.sendButton,
      ({ banner }) => banner.feedback.write('a message'),
    ),
  },
  database: {
    'database permissions': by(({ database }) => database.header.permissionsButton),
    'database menu': by(({ database }) => database.header.menuButton),
    'create schema': by(({ database }) => database.createSchemaButton),
    'database settings': by(({ database }) => database.header.settingsTab),
  },
  'database-menu': databaseMenu,
  'schema-menu': {
    'rename schema': by(({ database }) => database.renameItem),
    'delete schema': by(({ database }) => database.deleteItem),
  },
  'database-permissions-dialog': share,
  'database-permissions-transfer': transfer,
  schema: {
    'rename schema': by(({ schema }) => schema.renameButton),
    'schema permissions': by(({ schema }) => schema.permissionsButton),
    'new table': by(({ schema }) => schema.newTableButton),
    'find a record': by(({ schema }, { world }) => schema.findRecordButton(world.tables.books.name)),
    'find a record without privilege': by(({ schema }, { world }) =>
      schema.findRecordButton(world.tables.secrets.name),
    ),
    'table menu': by(({ schema }, { world }) => schema.menuButton(world.tables.books.name)),
    'new exploration': by(({ schema }) => schema.newExplorationLink),
    'new form': by(({ schema }) => schema.newFormButton),
  },
  'schema-permissions-dialog': shareWithRoles,
  'schema-permissions-transfer': transfer,
  'import-page': {
    proceed: by(
      ({ importing }) => importing.proceedButton,
      ({ importing }) => importing.upload('a,b\n1,2\n'),
    ),
  },
  'schema-table-menu': {
    'rename table': menuItem('Rename Table'),
    'table permissions': menuItem('Table Permissions'),
    'delete table': menuItem('Delete Table'),
    'explore table': exploreTable,
  },
  'schema-table-menu-secrets': { 'explore table': exploreTable },
  'schema-exploration-menu': {
    'rename exploration': menuItem('Rename Exploration'),
    'duplicate exploration': menuItem('Duplicate Exploration'),
    'delete exploration': menuItem('Delete Exploration'),
  },
  'schema-form-menu': {
    'rename form': menuItem('Rename Form'),
    'delete form': menuItem('Delete Form'),
  },
  table: {
    'new column': by(({ table }) => table.grid.newColumnButton),
    'new record': by(({ table }) => table.newRecordButton),
    'pick a record': by(({ table }, { book }) => table.grid.pickRecordButton(book.key)),
    'table name': by(({ table }) => table.inspector.nameField),
    'table permissions': by(({ table }) => table.inspector.permissionsButton),
    'create relationship': by(({ table }) => table.inspector.createRelationshipButton),
    import: by(({ table }) => table.inspector.importButton),
    export: by(({ table }) => table.inspector.exportLink),
    'delete table': by(({ table }) => table.inspector.deleteTableButton),
  },
  'table-record-cell-editing': {
    'cell editor': by(({ table }, { book }) => table.grid.cellEditor(book.key)),
  },
  'table-cell-context-menu-nullable': { 'set to null': gridItem('Set to NULL') },
  'table-cell-context-menu': { paste: gridItem('Paste') },
  'table-row-header-context-menu': {
    'delete record': gridItem('Delete Record'),
    'duplicate record': gridItem('Duplicate Record'),
    'quick view': gridItem('Quick View Record'),
  },
  'table-column-header-menu': {
    'delete column': gridItem('Delete Column'),
    'hide column': gridItem('Hide Column'),
  },
  'table-inspector-record-summary': {
    'customize fields': by(({ table }) => table.inspector.customizeFields),
  },
  'table-inspector-advanced-constraints': {
    'add constraint': by(({ table }) => table.inspector.addForeignKeyButton),
    'drop constraint': by(({ table }) => table.inspector.dropConstraintButton('author_id')),
  },
  'table-inspector-column-title': {
    'column name': by(({ table }) => table.inspector.column.nameField),
    unique: by(({ table }) => table.inspector.column.unique),
    'disallow null': by(({ table }) => table.inspector.column.disallowNull),
    'data type': by(({ table }) => table.inspector.column.dataType),
    'save data type': by(({ table }) => table.inspector.column.saveTypeButton),
    'custom default': by(({ table }) => table.inspector.column.customDefault),
    'extract column': by(({ table }) => table.inspector.column.extractButton),
    'move column': by(({ table }) => table.inspector.column.moveButton),
    'delete column': by(({ table }) => table.inspector.column.deleteButton),
  },
  'table-inspector-record': { 'delete record': by(({ table }) => table.inspector.deleteRecordButton) },
  'table-permissions-dialog': shareWithRoles,
  'table-permissions-transfer': transfer,
  record: {
    'delete record': by(({ record }) => record.deleteButton),
    field: by(({ record }) => record.field('title')),
    'field options': by(({ record }) => record.fieldOptions('title')),
  },
  'record-field-options': { 'set to null': by(({ record }) => record.setNullItem) },
  'data-explorer': { 'select table': by(({ explorer }) => explorer.selectTable.button) },
  'data-explorer-select-table': {
    'table without privilege': by(({ explorer }, { world }) =>
      explorer.selectTable.option(world.tables.secrets.name),
    ),
  },
  'data-explorer-column-added': { save: by(({ explorer }) => explorer.saveButton) },
  exploration: {
    save: by(
      ({ exploration }) => exploration.saveButton,
      ({ exploration }) => exploration.addColumn('id'),
    ),
    'delete exploration': by(({ exploration }) => exploration.deleteButton),
    export: by(({ exploration }) => exploration.exportLink),
  },
  'form-builder': {
    save: by(
      ({ formBuilder }) => formBuilder.saveButton,
      ({ formBuilder }) => formBuilder.typeName('another name'),
    ),
    'delete form': by(({ formBuilder }) => formBuilder.deleteButton),
  },
  'form-builder-share-private': {
    'create public link': by(({ formBuilder }) => formBuilder.createLinkButton),
  },
  'form-builder-share-public': {
    'regenerate link': by(({ formBuilder }) => formBuilder.regenerateLinkButton),
    'disable link': by(({ formBuilder }) => formBuilder.disableLinkButton),
  },
  'form-builder-associated-role-menu': {
    'role of somebody else': by(({ formBuilder }, library) =>
      formBuilder.associatedRole.option(role(library, 'manager')),
    ),
  },
  'shared-form-public': {
    submit: by(
      ({ sharedForm }) => sharedForm.submitButton,
      ({ sharedForm }) => sharedForm.field('Title').fill('a title'),
    ),
  },
  'settings-roles': {
    'create role': by(({ roles }) => roles.createButton),
    'drop role': by(({ roles }, library) => roles.dropButton(role(library, 'viewer'))),
    'child roles': by(({ roles }, library) => roles.childRolesButton(role(library, 'viewer'))),
  },
  'settings-stored-roles': {
    'store password': by(({ storedRoles }, library) => storedRoles.passwordButton(role(library, 'viewer'))),
    'remove stored role': by(({ storedRoles }, library) => storedRoles.removeButton(role(library, 'viewer'))),
  },
  'settings-collaborators': {
    'add collaborator': by(({ collaborators }) => collaborators.addButton),
    'change role': by(({ collaborators }, library) =>
      collaborators.roleButton(account(library, 'viewer').username),
    ),
    'remove collaborator': by(({ collaborators }, library) =>
      collaborators.removeButton(account(library, 'viewer').username),
    ),
  },
  'administration-users': {
    'add user': by(({ users }) => users.addLink),
    'edit user': by(({ users }, library) => users.userLink(account(library, 'viewer').username)),
  },
  'administration-users-new': {
    save: by(
      ({ user }) => user.saveButton,
      ({ user }, { world }) => user.fill(world.name('user'), 'a Password 4 it'),
    ),
  },
  'administration-users-edit': {
    admin: by(({ user }) => user.adminCheckbox),
    'change password': by(({ user }) => user.changePasswordButton),
    'delete user': by(({ user }) => user.deleteButton),
  },
  'administration-settings': { 'usage data': by(({ settings }) => settings.usageDataCheckbox) },
  'administration-update': { 'check for updates': by(({ update }) => update.checkButton) },
  profile: {
    'display name': by(({ profile }) => profile.displayName),
    admin: by(({ profile }) => profile.adminCheckbox),
    'change password': by(({ profile }) => profile.changePasswordButton),
  },
};

const STATES: readonly string[] = ['absent', 'disabled', 'enabled'] satisfies ControlState[];
const isState = (text: string | undefined): text is ControlState =>
  text !== undefined && STATES.includes(text);

/**
 * The recorded controls: what the real program's pages offer admin, editor and viewer.
 * @throws Error when a fact has no way to be found, or a way no fact
 */
export function readControls(): Control[] {
  const [, ...lines] = readFileSync(path.join(import.meta.dirname, 'facts.tsv'), 'utf8')
    .trimEnd()
    .split('\n');
  const controls = lines.map(readControl);
  const ways = Object.values(WAYS).reduce((sum, ofPage) => sum + Object.keys(ofPage).length, 0);
  if (controls.length !== ways)
    throw new Error(`${String(controls.length)} facts, ${String(ways)} ways to find them`);
  return controls;
}

function readControl(line: string): Control {
  const [page = '', control = '', admin, editor, viewer] = line.split('\t');
  const way = WAYS[page]?.[control];
  const scene = SCENES[page];
  if (!way || !scene) throw new Error(`no way to find "${control}" on "${page}"`);
  if (!isState(admin) || !isState(editor) || !isState(viewer)) throw new Error(`no states: ${line}`);
  return { page, control, scene, recorded: { admin, editor, viewer }, ...way };
}
