import { KEYS } from '../target/keys';
import { add, ANY, change, remove } from '../target/stated';
import { disconnected, upgraded } from '../world/effects';
import type { RunDatabase } from '../target/state';
import { scratchDatabase } from '../world/scratch-database';
import { removeAddedSchemas, type WorldSchema } from '../world/schema';
import { schemaNamed } from '../actions/arguments/schema';
import {
  controlsOf,
  menu,
  plainPage,
  type Control,
  type ControlContext,
  type ControlPage,
  type WorldContext,
} from './control';
import { candidates, permissionControls, type Candidates } from './permissions';

/** The schema that a rule refers to. */
interface Schema {
  schema: WorldSchema;
}

const shownName = ({ database }: WorldContext['args']) => (database === 'other' ? 'other' : 'main');
const shown = ({ world, args }: WorldContext) => world.state.databases[shownName(args)];

export const database: ControlPage<object> = {
  ...plainPage('database page', (s) => s.pages.database.open({ databaseId: shown(s).id })),
  key: ({ args }) => shownName(args),
};

const databaseWithSchema = (usual: 'world' | 'empty'): ControlPage<Schema> => ({
  name: 'database page',
  make: async ({ world, args }) => ({ schema: await schemaNamed(world, args.schema ?? usual) }),
  key: ({ args }) => shownName(args),
  open: ({ pages, world }) => pages.database.open({ databaseId: world.databaseId }),
});

const schemaMenu = menu(
  ({ pages, schema }: ControlContext & Schema) => pages.database.schemaMenuButton(schema.name),
  ({ pages, schema }) => pages.database.openSchemaMenu(schema.name),
);

type Own = { own: RunDatabase } & Candidates;
const ownDatabase: ControlPage<Own> = {
  name: 'page of a database of its own',
  make: async ({ world }) => ({ own: await scratchDatabase(world), ...(await candidates(world)) }),
  open: ({ pages, own }) => pages.database.open({ databaseId: own.id }),
};
const ownMenu = menu(
  ({ pages }: ControlContext) => pages.database.header.menuButton,
  ({ pages }) => pages.database.header.openMenu(),
);

/** Controls of the page of a database. */
export const DATABASE_CONTROLS: Control[] = [
  ...controlsOf(database, {
    'database page: Create Schema': {
      offers: ['schemas.add', 'schemas.add(database: other)'],
      locate: ({ pages }) => pages.database.createSchemaButton,
      prepare: ({ world, args }) => removeAddedSchemas(world, args.database === 'other' ? 'other' : 'main'),
      use: ({ pages, world }) => pages.database.createSchema(world.name('added')),
      changes: ({ args }) => [add(args.database === 'other' ? 'other schemas' : 'schemas', {})],
    },
    'database page: Database Permissions': {
      offers: ['databases.privileges.list_direct', 'databases.privileges.list_direct(database: other)'],
      locate: ({ pages }) => pages.database.header.permissionsButton,
      use: async ({ pages }) => {
        const { header } = pages.database;
        await header.openPermissions();
        return () => header.permissions.root.innerText();
      },
      canary: ({ world }) => world.postgresRole('owner').name,
    },
    'database page: Database Settings': {
      offers: ['roles.list', 'roles.list(database: other)'],
      locate: ({ pages }) => pages.database.header.settingsTab,
      use: async ({ pages, world }) => {
        await pages.database.header.openSettings();
        await pages.roles.row(world.postgresRole('viewer').name).waitFor();
        return () => pages.roles.content.innerText();
      },
      canary: ({ world }) => world.postgresRole('viewer').name,
    },
  }),
  ...controlsOf(databaseWithSchema('world'), {
    'database page: schema': {
      offers: ['schemas.list'],
      locate: ({ pages, schema }) => pages.database.schemaLink(schema.name),
      canary: ({ schema }) => schema.name,
    },
    'schema menu: Rename Schema': {
      offers: ['schemas.patch(set: name)', 'schemas.patch(schema: open, set: name)'],
      within: [schemaMenu],
      locate: ({ pages }) => pages.database.renameItem,
      use: ({ pages, schema, fresh }) => pages.database.renameSchema(schema.name, fresh),
      changes: ({ schema, fresh }) => [change('schemas', KEYS.schema(schema.oid), { name: fresh })],
    },
  }),
  ...controlsOf(databaseWithSchema('empty'), {
    'schema menu: Delete Schema': {
      offers: ['schemas.delete', 'schemas.delete(schema: world)', 'schemas.delete(schema: open)'],
      within: [schemaMenu],
      locate: ({ pages }) => pages.database.deleteItem,
      use: ({ pages, schema }) => pages.database.deleteSchema(schema.name),
      changes: ({ schema }) => [remove('schemas', KEYS.schema(schema.oid))],
    },
  }),
  ...controlsOf(ownDatabase, {
    'database page: database menu': { offers: [], locate: ({ pages }) => pages.database.header.menuButton },
    'database menu: Edit Connection': {
      offers: ['databases.configured.patch'],
      within: [ownMenu],
      locate: ({ pages }) => pages.database.header.menu.editItem,
      use: ({ pages, world }) => pages.database.header.menu.setNickname(world.faker.word.noun()),
      changes: ({ own }) => [change('connected databases', KEYS.connected(own.id), { nickname: ANY })],
    },
    'database menu: Reinstall Mathesar Schemas': {
      offers: ['databases.upgrade_sql'],
      within: [ownMenu],
      locate: ({ pages }) => pages.database.header.menu.reinstallItem,
      use: ({ pages }) => pages.database.header.menu.reinstall(),
      changes: ({ own }) => upgraded(own),
    },
    'database menu: Disconnect Database': {
      offers: ['databases.configured.disconnect'],
      within: [ownMenu],
      locate: ({ pages }) => pages.database.header.menu.disconnectItem,
      use: ({ pages }) => pages.database.header.menu.disconnect(),
      changes: ({ own }) => disconnected(own),
    },
    ...permissionControls<Own>({
      name: 'database',
      opener: ({ pages }) => pages.database.header.permissionsButton,
      open: ({ pages }) => pages.database.header.openPermissions(),
      dialogOf: ({ pages }) => pages.database.header.permissions,
      replace: ['databases.privileges.replace_for_roles'],
      transfer: ['databases.privileges.transfer_ownership'],
      parts: ['databases', 'database privileges'],
      on: ({ own }) => KEYS.database(own.name),
      ownerBefore: ({ world }) => world.postgresRole('owner').oid,
      level: 'Connect',
    }),
  }),
];
