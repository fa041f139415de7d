import pg from 'pg';
import { Client } from '../../../src/install/client';
import { login } from '../../../src/install/session';
import type { MethodName, Params, Result } from '../../../src/install/api';
import { COLUMNS, type TableName } from '../../../src/world/world';
import type { Library } from './library';
import type { PageObjects } from './pages';
import { account } from './scenes';

/** What one use of a control is given: the pages, the library, and the names that earlier uses gave. */
export interface Workshop {
  p: PageObjects;
  library: Library;
  names: Names;
}

/** The names of what the uses make; each is made, changed and removed by one use after the other. */
export type Names = Record<
  'schema' | 'table' | 'exploration' | 'form' | 'role' | 'user' | 'database' | 'existing',
  string
> & {
  password: string;
};

/** Using a control that changes something, and the look through the API that must tell the difference. */
export interface Use {
  /** Brings about what the use wants to find. */
  prepare?: (w: Workshop) => Promise<void>;
  /** The control's page and name in the table of controls. */
  page: string;
  control: string;
  use: (w: Workshop) => Promise<void>;
  /** Looked at before and after; the two must differ. */
  look: (w: Workshop) => Promise<unknown>;
}

const ids = ({ library: { world } }: Workshop) => ({
  databaseId: world.databaseId,
  schemaOid: world.schema.oid,
});
const books = (w: Workshop) => ({ ...ids(w), tableOid: w.library.world.tables.books.oid });
const role = ({ library: { world } }: Workshop, name: string) => world.postgresRole(name).name;

type Look = Use['look'];
const ask = <M extends MethodName>(
  method: M,
  params: (w: Workshop) => Params<M>,
): ((w: Workshop) => Promise<Result<M>>) => {
  return (w) => w.library.world.steward.rpc(method, params(w));
};
const inDatabase = ({ library: { world } }: Workshop) => ({ database_id: world.databaseId });
const inSchema = (w: Workshop) => ({ ...inDatabase(w), schema_oid: w.library.world.schema.oid });
const inBooks = (w: Workshop) => ({ ...inDatabase(w), table_oid: w.library.world.tables.books.oid });

const schemas = ask('schemas.list', inDatabase);
const tables = ask('tables.list', inSchema);
const columns = ask('columns.list', inBooks);
const constraints = ask('constraints.list', inBooks);
const records = ask('records.list', inBooks);
const metadata = ask('tables.metadata.list', inDatabase);
const explorations = ask('explorations.list', inDatabase);
const forms = ask('forms.list', inSchema);
const roles = ask('roles.list', inDatabase);
const storedRoles = ask('roles.configured.list', (w) => ({
  ...inDatabase(w),
  server_id: w.library.world.state.serverId,
}));
const collaborators = ask('collaborators.list', inDatabase);
const users = ask('users.list', () => ({}));
const databases = ask('databases.configured.list', () => ({}));
const databaseAccess = ask('databases.privileges.list_direct', inDatabase);
const schemaAccess = ask('schemas.privileges.list_direct', inSchema);
const tableAccess = ask('tables.privileges.list_direct', inBooks);

const use = (page: string, control: string, look: Look, act: Use['use']): Use => ({
  page,
  control,
  use: act,
  look,
});

/** A library of its own table, for uses that would be in each other's way: opens the page of books. */
const onTable = (page: string, control: string, look: Look, act: (w: Workshop) => Promise<void>): Use =>
  use(page, control, look, async (w) => {
    await w.p.table.open(books(w));
    await act(w);
  });
const onColumn = (control: string, column: string, look: Look, act: (w: Workshop) => Promise<void>): Use =>
  onTable('table-inspector-column-title', control, look, async (w) => {
    await w.p.table.selectColumn(column);
    await act(w);
  });
const onSchema = (page: string, control: string, look: Look, act: (w: Workshop) => Promise<void>): Use =>
  use(page, control, look, async (w) => {
    await w.p.schema.open(ids(w));
    await act(w);
  });
const onDatabase = (page: string, control: string, look: Look, act: (w: Workshop) => Promise<void>): Use =>
  use(page, control, look, async (w) => {
    await w.p.database.open(ids(w));
    await act(w);
  });
const onForm = (page: string, control: string, act: (w: Workshop) => Promise<void>): Use =>
  use(page, control, forms, async (w) => {
    await w.p.formBuilder.open({ ...ids(w), formId: w.library.privateForm.id });
    await act(w);
  });
const onUser = (control: string, look: Look, act: (w: Workshop) => Promise<void>): Use =>
  use('administration-users-edit', control, look, async (w) => {
    const found = (await users(w)).find(({ username }) => username === w.names.user);
    if (!found) throw new Error(`there is no user ${w.names.user}`);
    await w.p.user.open({ userId: found.id });
    await act(w);
  });

/** Whether a password is accepted. */
const passwordWorks = (name: (w: Workshop) => string, password: (w: Workshop) => string): Look => {
  return (w) =>
    login(w.library.world.state.baseUrl, name(w), password(w)).then(
      () => true,
      () => false,
    );
};

/** A database that the uses made or connected. */
async function ownDatabase(w: Workshop, own = w.names.database) {
  const found = (await databases(w)).find(({ name }) => name === own);
  if (!found) throw new Error(`database ${own} is not connected`);
  return found;
}

/** Does in the install's own PostgreSQL what its API has no call for. */
async function sql({ library: { world } }: Workshop, text: string, values: unknown[] = []): Promise<void> {
  const internal = new pg.Client({ connectionString: world.state.witness });
  await internal.connect();
  await internal.query(text, values);
  await internal.end();
}

/** Brings the database that the uses made into the state in which a new release finds it. */
async function outdate(w: Workshop): Promise<void> {
  const { id } = await ownDatabase(w);
  await sql(w, `UPDATE mathesar_database SET last_confirmed_sql_version = '0.0.1' WHERE id = $1`, [id]);
}

/** Makes a database that Mathesar does not know; whoever connects it must own it. */
async function makeExistingDatabase(w: Workshop): Promise<void> {
  await sql(
    w,
    `CREATE DATABASE ${pg.escapeIdentifier(w.names.existing)} OWNER ${pg.escapeIdentifier(role(w, 'manager'))}`,
  );
}

/** Removes the databases that the uses made and connected. */
export async function removeOwnDatabases(w: Workshop): Promise<void> {
  const own = [w.names.database, w.names.existing];
  for (const { id, name } of await databases(w)) {
    if (!own.includes(name)) continue;
    await w.library.world.steward.rpc('databases.configured.disconnect', { database_id: id });
  }
  for (const name of own) await sql(w, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
}

const inDatabaseUses: Use[] = [
  onDatabase('database', 'create schema', schemas, ({ p, names }) => p.database.createSchema(names.schema)),
  onDatabase('schema-menu', 'rename schema', schemas, async ({ p, names }) => {
    await p.database.renameSchema(names.schema, `${names.schema}_renamed`);
  }),
  onDatabase('schema-menu', 'delete schema', schemas, ({ p, names }) =>
    p.database.deleteSchema(`${names.schema}_renamed`),
  ),
  onDatabase('database-permissions-dialog', 'save', databaseAccess, async (w) => {
    await w.p.database.header.openPermissions();
    await w.p.database.header.permissions.grant(role(w, 'outsider'), 'Connect');
  }),
];

const onSchemaUses: Use[] = [
  onSchema('schema', 'new table', tables, ({ p, names }) => p.schema.createTable(names.table)),
  onSchema('schema-table-menu', 'rename table', tables, async ({ p, names }) => {
    await p.schema.renameTable(names.table, `${names.table}_renamed`);
  }),
  onSchema('schema-table-menu', 'delete table', tables, ({ p, names }) =>
    p.schema.deleteTable(`${names.table}_renamed`),
  ),
  use('import-page', 'proceed', tables, async (w) => {
    await w.p.importing.open(ids(w));
    await w.p.importing.upload('first,second\n1,2\n');
    await w.p.importing.proceed();
  }),
  use('data-explorer-column-added', 'save', explorations, async (w) => {
    await w.p.explorer.open(ids(w));
    await w.p.explorer.chooseTable('books');
    await w.p.explorer.addColumn('title');
    await w.p.explorer.save(w.names.exploration);
  }),
  onSchema('schema-exploration-menu', 'rename exploration', explorations, async ({ p, names }) => {
    await p.schema.renameExploration(names.exploration, `${names.exploration}_renamed`);
  }),
  onSchema('schema-exploration-menu', 'duplicate exploration', explorations, async ({ p, names }) => {
    await p.schema.duplicateExploration(`${names.exploration}_renamed`);
  }),
  onSchema('schema-exploration-menu', 'delete exploration', explorations, async ({ p, names }) => {
    await p.schema.deleteExploration(`${names.exploration}_renamed`);
  }),
  use('exploration', 'save', explorations, async (w) => {
    await w.p.exploration.open({ ...ids(w), explorationId: w.library.exploration.id });
    await w.p.exploration.addColumn('id');
    await w.p.exploration.save();
  }),
  use('exploration', 'delete exploration', explorations, async (w) => {
    await w.p.exploration.open({ ...ids(w), explorationId: w.library.exploration.id });
    await w.p.exploration.delete();
  }),
  onSchema('schema', 'new form', forms, ({ p, names }) => p.schema.createForm('books', names.form)),
  onSchema('schema-form-menu', 'rename form', forms, async ({ p, names }) => {
    await p.schema.renameForm(names.form, `${names.form}_renamed`);
  }),
  onSchema('schema-form-menu', 'delete form', forms, ({ p, names }) =>
    p.schema.deleteForm(`${names.form}_renamed`),
  ),
  onForm('form-builder', 'save', async ({ p, names }) => {
    await p.formBuilder.typeName(names.form);
    await p.formBuilder.save();
  }),
  onForm('form-builder-associated-role-menu', 'role of somebody else', (w) =>
    w.p.formBuilder.runAs(role(w, 'manager')),
  ),
  onForm('form-builder-share-private', 'create public link', ({ p }) => p.formBuilder.publish()),
  onForm('form-builder-share-public', 'regenerate link', ({ p }) => p.formBuilder.regenerateLink()),
  onForm('form-builder-share-public', 'disable link', ({ p }) => p.formBuilder.disableLink()),
  onForm('form-builder', 'delete form', ({ p }) => p.formBuilder.delete()),
  use('shared-form-public', 'submit', records, async (w) => {
    await w.p.sharedForm.open(w.library.publicForm);
    await w.p.sharedForm.field('Title').fill('submitted');
    await w.p.sharedForm.submit();
  }),
  onSchema('schema-permissions-dialog', 'access of a role', schemaAccess, async (w) => {
    await w.p.schema.openPermissions();
    await w.p.schema.permissions.changeAccess(role(w, 'editor'), 'Read + Create');
  }),
  onSchema('schema-permissions-dialog', 'save', schemaAccess, async (w) => {
    await w.p.schema.openPermissions();
    await w.p.schema.permissions.grant(role(w, 'outsider'), 'Read');
  }),
];

const onTableUses: Use[] = [
  onColumn('disallow null', 'title', columns, ({ p }) => p.table.inspector.column.forbidNull()),
  onColumn('disallow null', 'title', columns, ({ p }) => p.table.inspector.column.allowNull()),
  onColumn('unique', 'pages', constraints, ({ p }) => p.table.inspector.column.makeUnique()),
  onColumn('unique', 'pages', constraints, ({ p }) => p.table.inspector.column.stopBeingUnique()),
  onColumn('unique', 'title', constraints, ({ p }) => p.table.inspector.column.stopBeingUnique()),
  onTable('table', 'new column', columns, ({ p }) => p.table.addColumn('added')),
  onTable('table-column-header-menu', 'delete column', columns, ({ p }) => p.table.deleteColumn('added')),
  onTable('table', 'new record', records, ({ p }) => p.table.addRecord()),
  onTable('table', 'pick a record', records, async (w) => {
    await w.p.table.pickRecord(1, await nameOfAuthor(w, 2));
  }),
  onTable('table-record-cell-editing', 'cell editor', records, async ({ p, library: { book } }) => {
    await p.table.editCell(book.key, book.title, 'Another title');
  }),
  onTable('table-cell-context-menu', 'paste', records, async (w) => {
    const {
      p,
      library: { book },
    } = w;
    const another = { key: book.key, text: 'Another title' };
    await p.table.pasteCell(another, { key: 2, text: await titleOfBook(w, 2) });
  }),
  onTable('table-cell-context-menu-nullable', 'set to null', records, async ({ p, library: { book } }) => {
    await p.table.setNull(book.key, book.pages);
  }),
  onTable('table-row-header-context-menu', 'delete record', records, async (w) => {
    await w.p.table.deleteRecord(await lastBook(w));
  }),
  onTable('table-row-header-context-menu', 'duplicate record', records, ({ p }) =>
    p.table.duplicateRecord(1),
  ),
  use('record', 'field', records, async (w) => {
    await w.p.record.open({ ...books(w), key: 2 });
    await w.p.record.edit('title', 'Edited on its page');
  }),
  use('record-field-options', 'set to null', records, async (w) => {
    await w.p.record.open({ ...books(w), key: 2 });
    await w.p.record.setNull('pages');
  }),
  use('record', 'delete record', records, async (w) => {
    await w.p.record.open({ ...books(w), key: 2 });
    await w.p.record.delete();
  }),
  onTable('table-inspector-record', 'delete record', records, ({ p }) => p.table.deleteSelectedRecord(1)),
  onTable('table', 'import', records, ({ p }) => p.table.inspector.importRows('title,pages\nImported,7\n')),
  onTable('table', 'create relationship', columns, ({ p }) => p.table.inspector.relateTo('authors')),
  onTable('table-inspector-record-summary', 'customize fields', metadata, ({ p }) =>
    p.table.inspector.customizeSummary(),
  ),
  onTable('table-inspector-advanced-constraints', 'drop constraint', constraints, ({ p }) =>
    p.table.inspector.dropConstraint('author_id'),
  ),
  onTable('table-inspector-advanced-constraints', 'add constraint', constraints, ({ p }) =>
    p.table.inspector.addForeignKey('author_id', 'authors'),
  ),
  onColumn('custom default', 'title', columns, ({ p }) => p.table.inspector.column.setDefault('untitled')),
  onColumn('data type', 'pages', columns, ({ p }) => p.table.inspector.column.changeType('Text')),
  onColumn('column name', 'pages', columns, ({ p }) => p.table.inspector.column.rename('length')),
  onColumn('move column', 'length', columns, ({ p }) => p.table.inspector.column.moveToLinkedTable()),
  onColumn('extract column', 'title', tables, ({ p }) =>
    p.table.inspector.column.extractInto('titles', 'title_id'),
  ),
  onColumn('delete column', 'title_id', columns, ({ p }) => p.table.inspector.column.delete()),
  onTable('table-permissions-dialog', 'access of a role', tableAccess, async (w) => {
    await w.p.table.openPermissions();
    await w.p.table.permissions.changeAccess(role(w, 'viewer'), 'Write');
  }),
  onTable('table-permissions-dialog', 'save', tableAccess, async (w) => {
    await w.p.table.openPermissions();
    await w.p.table.permissions.grant(role(w, 'outsider'), 'Read');
  }),
  onTable('table', 'table name', tables, ({ p }) => p.table.inspector.renameTable('volumes')),
  onTable('table-permissions-transfer', 'transfer ownership', tables, async (w) => {
    await w.p.table.openPermissions();
    await w.p.table.permissions.transferTo(role(w, 'manager'));
  }),
  onTable('table', 'delete table', tables, ({ p }) => p.table.inspector.deleteTable('volumes')),
  onSchema('schema', 'rename schema', schemas, ({ p, names }) => p.schema.rename(`${names.schema}_world`)),
  onSchema('schema-permissions-transfer', 'transfer ownership', schemas, async (w) => {
    await w.p.schema.openPermissions();
    await w.p.schema.permissions.transferTo(role(w, 'manager'));
  }),
];

const settingsUses: Use[] = [
  use('settings-roles', 'create role', roles, async (w) => {
    await w.p.roles.open(ids(w));
    await w.p.roles.createRole(w.names.role, w.names.password);
  }),
  use('settings-roles', 'child roles', roles, async (w) => {
    await w.p.roles.open(ids(w));
    await w.p.roles.addChildRole(w.names.role, role(w, 'viewer'));
  }),
  use('settings-stored-roles', 'store password', storedRoles, async (w) => {
    await w.p.storedRoles.open(ids(w));
    await w.p.storedRoles.storePassword(w.names.role, w.names.password);
  }),
  use('administration-users-new', 'save', users, async (w) => {
    await w.p.user.openNew();
    await w.p.user.add(w.names.user, w.names.password);
  }),
  use('settings-collaborators', 'add collaborator', collaborators, async (w) => {
    await w.p.collaborators.open(ids(w));
    await w.p.collaborators.add(w.names.user, role(w, 'viewer'));
  }),
  use('settings-collaborators', 'change role', collaborators, async (w) => {
    await w.p.collaborators.open(ids(w));
    await w.p.collaborators.changeRole(w.names.user, w.names.role);
  }),
  use('settings-collaborators', 'remove collaborator', collaborators, async (w) => {
    await w.p.collaborators.open(ids(w));
    await w.p.collaborators.remove(w.names.user);
  }),
  use('settings-stored-roles', 'remove stored role', storedRoles, async (w) => {
    await w.p.storedRoles.open(ids(w));
    await w.p.storedRoles.remove(w.names.role);
  }),
  use('settings-roles', 'drop role', roles, async (w) => {
    await w.p.roles.open(ids(w));
    await w.p.roles.dropRole(w.names.role);
  }),
  onUser('admin', users, ({ p }) => p.user.makeAdmin()),
  onUser(
    'change password',
    passwordWorks(
      ({ names }) => names.user,
      ({ names }) => `${names.password}-2`,
    ),
    ({ p, names }) => p.user.setPassword(`${names.password}-2`),
  ),
  onUser('delete user', users, ({ p }) => p.user.delete()),
];

const homeUses: Use[] = [
  use('connect-database-create-new', 'create database', databases, async ({ p, names }) => {
    await p.home.open();
    await p.home.openConnectDialog();
    await p.home.connectDialog.createNew(names.database);
  }),
  {
    ...use('home-upgrade-needed', 'upgrade', databases, async (w) => {
      await w.p.home.open();
      await w.p.home.upgrade(w.names.database);
    }),
    prepare: outdate,
  },
  use(
    'database-permissions-transfer',
    'transfer ownership',
    async (w) => {
      const own = await ownDatabase(w);
      const admin = new Client(w.library.world.state.baseUrl, account(w.library, 'admin').session);
      return admin.rpc('databases.get', { database_id: own.id });
    },
    async (w) => {
      await w.p.database.open({ databaseId: (await ownDatabase(w)).id });
      await w.p.database.header.openPermissions();
      await w.p.database.header.permissions.transferTo(role(w, 'manager'));
    },
  ),
  use('home-database-card-menu', 'disconnect', databases, async ({ p, names }) => {
    await p.home.open();
    await p.home.openMenu(names.database);
    await p.home.databaseMenu.disconnect();
  }),
  {
    ...use('home', 'connect database', databases, async (w) => {
      const { name, password = '' } = w.library.world.postgresRole('manager');
      const [server] = await w.library.world.steward.rpc('servers.configured.list', {});
      await w.p.home.open();
      await w.p.home.openConnectDialog();
      await w.p.home.connectDialog.connectExisting({
        host: server?.host ?? '',
        port: String(server?.port ?? ''),
        database: w.names.existing,
        role: name,
        password,
      });
    }),
    prepare: makeExistingDatabase,
  },
  use('database-menu', 'edit connection', databases, async (w) => {
    await w.p.database.open({ databaseId: (await ownDatabase(w, w.names.existing)).id });
    await w.p.database.header.openMenu();
    await w.p.database.header.menu.setNickname('A nickname');
  }),
  use('profile', 'display name', users, async ({ p }) => {
    await p.profile.open();
    await p.profile.setDisplayName('A display name');
  }),
  use(
    'profile',
    'change password',
    passwordWorks(
      ({ library }) => account(library, 'admin').username,
      ({ names }) => names.password,
    ),
    async ({ p, library, names }) => {
      await p.profile.open();
      await p.profile.changePassword(account(library, 'admin').password, names.password);
    },
  ),
];

async function cellOf(
  { library: { world } }: Workshop,
  table: TableName,
  column: number,
  key: number,
): Promise<string> {
  const { results } = await world.steward.rpc('records.get', {
    database_id: world.databaseId,
    table_oid: world.tables[table].oid,
    record_id: key,
  });
  return String(results[0]?.[column]);
}
/** The key of the record that was added last. */
async function lastBook(w: Workshop): Promise<number> {
  const { results } = await records(w);
  return Math.max(...results.map((record) => Number(record[COLUMNS.books.id])));
}
const nameOfAuthor = (w: Workshop, key: number) => cellOf(w, 'authors', COLUMNS.authors.name, key);
const titleOfBook = (w: Workshop, key: number) => cellOf(w, 'books', COLUMNS.books.title, key);

/** Every use, in an order in which each finds what it wants; done as admin. */
export const USES: readonly Use[] = [
  ...inDatabaseUses,
  ...onSchemaUses,
  ...onTableUses,
  ...settingsUses,
  ...homeUses,
];
