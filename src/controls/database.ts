import type { RunDatabase } from '../target/state';
import { scratchDatabase } from '../world/scratch-database';
import { removeAddedSchemas, type WorldSchema } from '../world/schema';
import { schemaNamed } from '../actions/targets';
import { controlsOf, menu, textOf, type Control, type Place, type Setting } from './control';
import { candidates, permissionControls, type Candidates } from './permissions';

/** The schema that a rule means. */
interface Schema {
  schema: WorldSchema;
}

const shown = ({ world, args }: Omit<Setting, 'p'>) =>
  world.state.databases[args.database === 'other' ? 'other' : 'main'];

const database: Place<object> = {
  name: 'database page',
  make: () => Promise.resolve({}),
  key: (s) => shown(s).name,
  open: (s) => s.p.database.open({ databaseId: shown(s).id }),
};

const databaseWithSchema = (usual: 'world' | 'empty'): Place<Schema> => ({
  name: 'database page',
  make: async ({ world, args }) => ({ schema: await schemaNamed(world, args.schema ?? usual) }),
  key: (s) => shown(s).name,
  open: ({ p, world }) => p.database.open({ databaseId: world.databaseId }),
});

const schemaMenu = menu(
  ({ p, schema }: Setting & Schema) => p.database.schemaMenuButton(schema.name),
  ({ p, schema }) => p.database.openSchemaMenu(schema.name),
);

type Own = { own: RunDatabase } & Candidates;
const ownDatabase: Place<Own> = {
  name: 'page of a database of its own',
  make: async ({ world }) => ({ own: await scratchDatabase(world), ...(await candidates(world)) }),
  open: ({ p, own }) => p.database.open({ databaseId: own.id }),
};
const ownMenu = menu(
  ({ p }: Setting) => p.database.header.menuButton,
  ({ p }) => p.database.header.openMenu(),
);

/** What the page of a database offers. */
export const DATABASE_CONTROLS: Control[] = [
  ...controlsOf(database, {
    'database page: Create Schema': {
      offers: ['schemas.add', 'schemas.add(database: other)'],
      locate: ({ p }) => p.database.createSchemaButton,
      prepare: ({ world, args }) => removeAddedSchemas(world, args.database === 'other' ? 'other' : 'main'),
      use: ({ p, world }) => p.database.createSchema(world.name('added')),
      changes: ({ args }) => (args.database === 'other' ? 'other schemas' : 'schemas'),
    },
    'database page: Database Permissions': {
      offers: ['databases.privileges.list_direct', 'databases.privileges.list_direct(database: other)'],
      locate: ({ p }) => p.database.header.permissionsButton,
      use: async ({
        p: {
          database: { header },
        },
      }) => {
        await header.openPermissions();
        return textOf(header.permissions.dialog.root);
      },
      canary: ({ world }) => world.postgresRole('owner').name,
    },
    'database page: Database Settings': {
      offers: ['roles.list', 'roles.list(database: other)'],
      locate: ({ p }) => p.database.header.settingsTab,
      use: async ({ p, world }) => {
        await p.database.header.openSettings();
        await p.roles.role(world.postgresRole('viewer').name).waitFor();
        return textOf(p.page.getByRole('tabpanel'));
      },
      canary: ({ world }) => world.postgresRole('viewer').name,
    },
  }),
  ...controlsOf(databaseWithSchema('world'), {
    'database page: schema': {
      offers: ['schemas.list'],
      locate: ({ p, schema }) => p.database.schemaLink(schema.name),
      canary: ({ schema }) => schema.name,
    },
    'schema menu: Rename Schema': {
      offers: ['schemas.patch(set: name)', 'schemas.patch(schema: open, set: name)'],
      within: [schemaMenu],
      locate: ({ p }) => p.database.renameItem,
      use: ({ p, schema, fresh }) => p.database.renameSchema(schema.name, fresh),
      changes: 'schemas',
    },
  }),
  ...controlsOf(databaseWithSchema('empty'), {
    'schema menu: Delete Schema': {
      offers: ['schemas.delete', 'schemas.delete(schema: world)', 'schemas.delete(schema: open)'],
      within: [schemaMenu],
      locate: ({ p }) => p.database.deleteItem,
      use: ({ p, schema }) => p.database.deleteSchema(schema.name),
      changes: 'schemas',
    },
  }),
  ...controlsOf(ownDatabase, {
    'database page: database menu': { offers: [], locate: ({ p }) => p.database.header.menuButton },
    'database menu: Edit Connection': {
      offers: ['databases.configured.patch'],
      within: [ownMenu],
      locate: ({ p }) => p.database.header.menu.editItem,
      use: async ({ p, world }) => {
        await p.database.header.openMenu();
        await p.database.header.menu.setNickname(world.faker.word.noun());
      },
      changes: 'connected databases',
    },
    'database menu: Reinstall Mathesar Schemas': {
      offers: ['databases.upgrade_sql'],
      within: [ownMenu],
      locate: ({ p }) => p.database.header.menu.reinstallItem,
      use: async ({ p }) => {
        await p.database.header.openMenu();
        await p.database.header.menu.reinstall();
      },
      changes: ({ own }) => `inside ${own.name}`,
    },
    'database menu: Disconnect Database': {
      offers: ['databases.configured.disconnect'],
      within: [ownMenu],
      locate: ({ p }) => p.database.header.menu.disconnectItem,
      use: async ({ p }) => {
        await p.database.header.openMenu();
        await p.database.header.menu.disconnect();
      },
      changes: 'connected databases',
    },
    ...permissionControls<Own>({
      name: 'database',
      opener: ({ p }) => p.database.header.permissionsButton,
      open: ({ p }) => p.database.header.openPermissions(),
      dialogOf: ({ p }) => p.database.header.permissions,
      replace: ['databases.privileges.replace_for_roles'],
      transfer: ['databases.privileges.transfer_ownership'],
      privileges: 'database privileges',
      owners: 'databases',
      level: 'Connect',
    }),
  }),
];
