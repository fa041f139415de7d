import type { Locator, Page, Route } from '@playwright/test';
import type { Library } from './library';
import type { PageObjects } from './pages';

/** Opens what holds the next controls; when the opener is not offered, what it opens is absent. */
interface Step {
  opener: (p: PageObjects, library: Library) => Locator;
  open: (p: PageObjects, library: Library) => Promise<void>;
}

/** How to get to a recorded page, dialog or menu. */
export interface Scene {
  /** The address on which the scene takes place; scenes of one base share its navigation where they can. */
  base: BaseName;
  steps: Step[];
  /** Whether something was selected, typed or opened that Escape does not take back. */
  lasting: boolean;
}

/** Opens an address, and how its page is prepared. */
const BASES = {
  home: ({ home }: PageObjects) => home.open(),
  'home that wants an upgrade': async ({ home, page }: PageObjects, library: Library) => {
    const stopPretending = await pretendUpgradeNeeded(page, library.world.databaseId);
    await home.open();
    await stopPretending();
  },
  database: ({ database }: PageObjects, library: Library) => database.open(ids(library)),
  schema: ({ schema }: PageObjects, library: Library) => schema.open(ids(library)),
  import: ({ importing }: PageObjects, library: Library) => importing.open(ids(library)),
  table: ({ table }: PageObjects, library: Library) => table.open(books(library)),
  record: ({ record }: PageObjects, library: Library) =>
    record.open({ ...books(library), key: library.book.key }),
  explorer: ({ explorer }: PageObjects, library: Library) => explorer.open(ids(library)),
  exploration: ({ exploration }: PageObjects, library: Library) =>
    exploration.open({ ...ids(library), explorationId: library.exploration.id }),
  'private form': ({ formBuilder }: PageObjects, library: Library) =>
    formBuilder.open({ ...ids(library), formId: library.privateForm.id }),
  'public form': ({ formBuilder }: PageObjects, library: Library) =>
    formBuilder.open({ ...ids(library), formId: library.publicForm.id }),
  'shared form': ({ sharedForm }: PageObjects, library: Library) => sharedForm.open(library.publicForm),
  roles: ({ roles }: PageObjects, library: Library) => roles.open(ids(library)),
  'stored roles': ({ storedRoles }: PageObjects, library: Library) => storedRoles.open(ids(library)),
  collaborators: ({ collaborators }: PageObjects, library: Library) => collaborators.open(ids(library)),
  users: ({ users }: PageObjects) => users.open(),
  'new user': ({ user }: PageObjects) => user.openNew(),
  user: ({ user }: PageObjects, library: Library) => user.open({ userId: account(library, 'viewer').userId }),
  settings: ({ settings }: PageObjects) => settings.open(),
  update: ({ update }: PageObjects) => update.open(),
  profile: ({ profile }: PageObjects) => profile.open(),
};
export type BaseName = keyof typeof BASES;

/** Goes to the address of a scene. */
export async function openBase(base: BaseName, p: PageObjects, library: Library): Promise<void> {
  await BASES[base](p, library);
}

const ids = ({ world }: Library) => ({ databaseId: world.databaseId, schemaOid: world.schema.oid });
const books = (library: Library) => ({ ...ids(library), tableOid: library.world.tables.books.oid });

/** The account of a role. @throws Error for a role without one */
export function account(library: Library, role: string) {
  const found = library.world.state.accounts[role];
  if (!found) throw new Error(`role "${role}" has no account`);
  return found;
}

/** Tells the page that a database needs an upgrade, for no API call brings an install into that state. */
async function pretendUpgradeNeeded(page: Page, databaseId: number): Promise<() => Promise<void>> {
  const flag = new RegExp(`("id":\\s*${String(databaseId)},[^}]*"needs_upgrade_attention":\\s*)false`);
  const rewrite = async (route: Route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (!flag.test(body)) throw new Error('the page holds no needs_upgrade_attention of the database');
    await route.fulfill({ response, body: body.replace(flag, '$1true') });
  };
  await page.route('/', rewrite);
  return () => page.unroute('/', rewrite);
}

const step = (opener: Step['opener'], open: Step['open']): Step => ({ opener, open });
const at = (base: BaseName, ...steps: Step[]): Scene => ({ base, steps, lasting: false });
/** A scene that leaves its page changed. */
const changing = (base: BaseName, ...steps: Step[]): Scene => ({ base, steps, lasting: true });

const databasePermissions = step(
  ({ database }) => database.header.permissionsButton,
  ({ database }) => database.header.openPermissions(),
);
const schemaPermissions = step(
  ({ schema }) => schema.permissionsButton,
  ({ schema }) => schema.openPermissions(),
);
const tablePermissions = step(
  ({ table }) => table.inspector.permissionsButton,
  ({ table }) => table.openPermissions(),
);
const transfer = step(
  ({ table }) => table.permissions.transferTab,
  ({ table }) => table.permissions.openTransfer(),
);
const menuOf = (name: (library: Library) => string) =>
  step(
    ({ schema }, library) => schema.menuButton(name(library)),
    ({ schema }, library) => schema.openMenu(name(library)),
  );

/** Every recorded page, dialog and menu with controls. */
export const SCENES: Readonly<Record<string, Scene>> = {
  home: at('home'),
  'connect-database-create-new': changing(
    'home',
    step(
      ({ home }) => home.connectButton,
      ({ home }) => home.openConnectDialog(),
    ),
    step(
      ({ home }) => home.connectDialog.createNewChoice,
      ({ home }) => home.connectDialog.chooseCreateNew(),
    ),
  ),
  'home-database-card-menu': at(
    'home',
    step(
      ({ home }, { world }) => home.menuButton(world.state.databases.main.name),
      ({ home }, { world }) => home.openMenu(world.state.databases.main.name),
    ),
  ),
  'home-upgrade-needed': at('home that wants an upgrade'),
  'user-menu': at(
    'home',
    step(
      ({ banner }) => banner.userMenuButton,
      ({ banner }) => banner.openUserMenu(),
    ),
  ),
  'feedback-dialog': changing(
    'home',
    step(
      ({ banner }) => banner.feedbackButton,
      ({ banner }) => banner.openFeedback(),
    ),
  ),
  database: at('database'),
  'database-menu': at(
    'database',
    step(
      ({ database }) => database.header.menuButton,
      ({ database }) => database.header.openMenu(),
    ),
  ),
  'schema-menu': at(
    'database',
    step(
      ({ database }, { world }) => database.schemaMenuButton(world.schema.name),
      ({ database }, { world }) => database.openSchemaMenu(world.schema.name),
    ),
  ),
  'database-permissions-dialog': changing('database', databasePermissions),
  'database-permissions-transfer': changing('database', databasePermissions, transfer),
  schema: at('schema'),
  'schema-permissions-dialog': changing('schema', schemaPermissions),
  'schema-permissions-transfer': changing('schema', schemaPermissions, transfer),
  'schema-table-menu': at(
    'schema',
    menuOf(({ world }) => world.tables.books.name),
  ),
  'schema-table-menu-secrets': at(
    'schema',
    menuOf(({ world }) => world.tables.secrets.name),
  ),
  'schema-exploration-menu': at(
    'schema',
    menuOf(({ exploration }) => exploration.name),
  ),
  'schema-form-menu': at(
    'schema',
    menuOf(({ privateForm }) => privateForm.name),
  ),
  'import-page': changing('import'),
  table: at('table'),
  'table-record-cell-editing': changing(
    'table',
    step(
      ({ table }, { book }) => table.grid.cell(book.key, book.title),
      ({ table }, { book }) => table.grid.startEditing(book.key, book.title),
    ),
  ),
  'table-cell-context-menu': at(
    'table',
    step(
      ({ table }, { book }) => table.grid.cell(book.key, book.title),
      ({ table }, { book }) => table.grid.openCellMenu(book.key, book.title),
    ),
  ),
  'table-cell-context-menu-nullable': at(
    'table',
    step(
      ({ table }, { book }) => table.grid.cell(book.key, book.pages),
      ({ table }, { book }) => table.grid.openCellMenu(book.key, book.pages),
    ),
  ),
  'table-row-header-context-menu': at(
    'table',
    step(
      ({ table }, { book }) => table.grid.rowHeader(book.key),
      ({ table }, { book }) => table.grid.openRowMenu(book.key),
    ),
  ),
  'table-column-header-menu': at(
    'table',
    step(
      ({ table }) => table.grid.header('title'),
      ({ table }) => table.grid.openHeaderMenu('title'),
    ),
  ),
  'table-inspector-record-summary': changing(
    'table',
    step(
      ({ table }) => table.inspector.recordSummaryButton,
      ({ table }) => table.inspector.openRecordSummary(),
    ),
  ),
  'table-inspector-advanced-constraints': changing(
    'table',
    step(
      ({ table }) => table.inspector.advancedButton,
      ({ table }) => table.inspector.openConstraints(),
    ),
  ),
  'table-inspector-column-title': changing(
    'table',
    step(
      ({ table }) => table.grid.header('title'),
      ({ table }) => table.selectColumn('title'),
    ),
  ),
  'table-inspector-record': changing(
    'table',
    step(
      ({ table }, { book }) => table.grid.rowHeader(book.key),
      ({ table }, { book }) => table.selectRecord(book.key),
    ),
  ),
  'table-permissions-dialog': changing('table', tablePermissions),
  'table-permissions-transfer': changing('table', tablePermissions, transfer),
  record: at('record'),
  'record-field-options': at(
    'record',
    step(
      ({ record }) => record.fieldOptions('title'),
      ({ record }) => record.openFieldOptions('title'),
    ),
  ),
  'data-explorer': at('explorer'),
  'data-explorer-select-table': at(
    'explorer',
    step(
      ({ explorer }) => explorer.selectTable.button,
      ({ explorer }) => explorer.selectTable.open(),
    ),
  ),
  'data-explorer-column-added': changing(
    'explorer',
    step(
      ({ explorer }) => explorer.selectTable.button,
      async ({ explorer }, { world }) => {
        await explorer.chooseTable(world.tables.books.name);
        await explorer.addColumn('title');
      },
    ),
  ),
  exploration: at('exploration'),
  'form-builder': at('private form'),
  'form-builder-share-private': at(
    'private form',
    step(
      ({ formBuilder }) => formBuilder.shareButton,
      ({ formBuilder }) => formBuilder.openShare(),
    ),
  ),
  'form-builder-share-public': at(
    'public form',
    step(
      ({ formBuilder }) => formBuilder.shareButton,
      ({ formBuilder }) => formBuilder.openShare(),
    ),
  ),
  'form-builder-associated-role-menu': at(
    'private form',
    step(
      ({ formBuilder }) => formBuilder.associatedRole.button,
      ({ formBuilder }) => formBuilder.associatedRole.open(),
    ),
  ),
  'shared-form-public': at('shared form'),
  'settings-roles': at('roles'),
  'settings-stored-roles': at('stored roles'),
  'settings-collaborators': at('collaborators'),
  'administration-users': at('users'),
  'administration-users-new': at('new user'),
  'administration-users-edit': at('user'),
  'administration-settings': at('settings'),
  'administration-update': at('update'),
  profile: at('profile'),
};
