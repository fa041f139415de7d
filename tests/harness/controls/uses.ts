import { Client } from '../../../src/install/client';
import { account } from './scenes';
import {
  books,
  collaborators,
  columns,
  constraints,
  databaseAccess,
  databases,
  explorations,
  forms,
  ids,
  lastBook,
  makeExistingDatabase,
  metadata,
  nameOfAuthor,
  onColumn,
  onDatabase,
  onForm,
  onSchema,
  onTable,
  onUser,
  outdate,
  ownDatabase,
  passwordWorks,
  records,
  role,
  roles,
  schemaAccess,
  schemas,
  storedRoles,
  tableAccess,
  tables,
  titleOfBook,
  use,
  users,
  type Use,
} from './use';

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

/** Every use, in an order in which each finds what it wants; done as admin. */
export const USES: readonly Use[] = [
  ...inDatabaseUses,
  ...onSchemaUses,
  ...onTableUses,
  ...settingsUses,
  ...homeUses,
];
