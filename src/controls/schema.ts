import { schemaNamed } from '../actions/targets';
import { exploration, removeExplorations } from '../world/exploration';
import { form, removeForm } from '../world/form';
import type { WorldSchema } from '../world/schema';
import type { World } from '../world/world';
import { controlsOf, ids, menu, textOf, type Control, type Place, type Setting } from './control';
import { formKind } from './forms';
import { candidates, permissionControls, type Candidates } from './permissions';
import { tableOf } from './table-place';

/** The schema that a rule means. */
interface Meant {
  schema: WorldSchema;
}

const schemaPage: Place<Meant> = {
  name: 'schema page',
  make: async ({ world, args }) => ({ schema: await schemaNamed(world, args.schema ?? 'world') }),
  key: ({ args }) => JSON.stringify(args.schema ?? 'world'),
  open: ({ p, world, schema }) => p.schema.open({ databaseId: world.databaseId, schemaOid: schema.oid }),
};

/** The page of the world's schema, when something is in it beside its tables. */
const pageWith = <Made>(what: string, make: Place<Made>['make'], key?: Place<Made>['key']): Place<Made> => ({
  name: `schema page with ${what}`,
  make,
  ...(key && { key }),
  open: ({ p, world }) => p.schema.open(ids({ world })),
});

interface Explored {
  exploration: { name: string };
}
const explorations = pageWith<Explored>('an exploration', async ({ world }) => ({
  exploration: await exploration(world, 'books'),
}));

interface Filled {
  form: { name: string };
}
const forms = pageWith<Filled>(
  'a form',
  async (s) => ({ form: await form(s.world, formKind(s, false)) }),
  ({ args }) => JSON.stringify(args.runs_as ?? 'owner'),
);

const sharing = pageWith<Candidates>('new roles', ({ world }) => candidates(world));

const menuOf = <Made>(name: (s: Setting & Made) => string) =>
  menu<Made>(
    (s) => s.p.schema.menuButton(name(s)),
    (s) => s.p.schema.openMenu(name(s)),
  );
const item = (name: string) => (s: Setting) => s.p.schema.menu.item(name);

const tableMenu = menuOf<Meant>((s) => s.world.tables[tableOf(s)].name);
const explorationMenu = menuOf<Explored>((s) => s.exploration.name);
const formMenu = menuOf<Filled>((s) => s.form.name);

/** The text that is in every row of a table that a rule means. */
export const rowCanary = (s: Setting) => (tableOf(s) === 'secrets' ? s.world.secretCanary : s.world.canary);

const removeMadeForm = ({ world, fresh }: Setting) => {
  world.onEnd(() => removeForm(world, world.databaseId, fresh));
  return Promise.resolve();
};
const removeCopies = ({ world }: { world: World }) => {
  world.onEnd(() => removeExplorations(world));
  return Promise.resolve();
};

/** What the page of a schema offers. */
export const SCHEMA_CONTROLS: Control[] = [
  ...controlsOf(schemaPage, {
    'schema page: Rename Schema': {
      offers: ['schemas.patch(set: name)', 'schemas.patch(schema: open, set: name)'],
      locate: ({ p }) => p.schema.renameButton,
      use: ({ p, fresh }) => p.schema.rename(fresh),
      changes: 'schemas',
    },
    'schema page: Schema Permissions': {
      offers: ['schemas.privileges.list_direct'],
      locate: ({ p }) => p.schema.permissionsButton,
      use: async ({ p: { schema } }) => {
        await schema.openPermissions();
        return textOf(schema.permissions.dialog.root);
      },
      canary: ({ world }) => world.postgresRole('editor').name,
    },
    'schema page: New Table': {
      offers: ['tables.add', 'tables.add(schema: open)'],
      locate: ({ p }) => p.schema.newTableButton,
      use: ({ p }) => p.schema.createTable('added'),
      changes: 'tables',
    },
    'schema page: table': {
      offers: ['tables.list', 'tables.list(schema: closed)'],
      locate: ({ p, args }) => p.schema.entry(args.schema === 'closed' ? 'hidden' : 'books'),
      canary: ({ args }) => (args.schema === 'closed' ? 'hidden' : 'books'),
    },
    'schema page: Find a Record': {
      offers: ['records.search', 'records.search(table: secrets)'],
      locate: (s) => s.p.schema.findRecordButton(s.world.tables[tableOf(s)].name),
      use: async (s) => {
        await s.p.schema.findRecord(s.world.tables[tableOf(s)].name, rowCanary(s));
        await s.p.record.deleteButton.waitFor();
        return s.p.record.text(tableOf(s) === 'secrets' ? 'note' : 'title');
      },
      canary: rowCanary,
    },
    'schema page: table menu': { offers: [], locate: ({ p }) => p.schema.menuButton('books') },
    'table menu: Rename Table': {
      offers: ['tables.patch', 'tables.patch(table: secrets)'],
      within: [tableMenu],
      locate: item('Rename Table'),
      use: (s) => s.p.schema.renameTable(s.world.tables[tableOf(s)].name, 'renamed'),
      changes: 'tables',
    },
    'table menu: Table Permissions': {
      offers: ['tables.privileges.list_direct', 'tables.privileges.list_direct(table: secrets)'],
      within: [tableMenu],
      locate: item('Table Permissions'),
      use: async (s) => {
        await s.p.schema.openTablePermissions(s.world.tables[tableOf(s)].name);
        return textOf(s.p.schema.permissions.dialog.root);
      },
      canary: (s) => s.world.postgresRole(tableOf(s) === 'secrets' ? 'owner' : s.world.owner).name,
    },
    'table menu: Delete Table': {
      offers: ['tables.delete', 'tables.delete(table: secrets)'],
      within: [tableMenu],
      locate: item('Delete Table'),
      use: (s) => s.p.schema.deleteTable(s.world.tables[tableOf(s)].name),
      changes: 'tables',
    },
    'table menu: Explore Table': {
      offers: ['explorations.run', 'explorations.run(table: secrets)'],
      within: [tableMenu],
      locate: ({ p }) => p.schema.menu.link('Explore Table'),
      use: async (s) => {
        await s.p.schema.exploreTable(s.world.tables[tableOf(s)].name);
        await s.p.explorer.addColumn(tableOf(s) === 'secrets' ? 'note' : 'title');
        return textOf(s.p.page.getByRole('main'));
      },
      canary: rowCanary,
    },
    'schema page: New Exploration': {
      offers: ['explorations.add'],
      locate: ({ p }) => p.schema.newExplorationLink,
      prepare: removeCopies,
      use: async ({ p, fresh }) => {
        await p.schema.startExploration();
        await p.explorer.chooseTable('books');
        await p.explorer.addColumn('title');
        await p.explorer.save(fresh);
      },
      changes: 'explorations',
    },
    'schema page: New Form': {
      offers: ['forms.add'],
      locate: ({ p }) => p.schema.newFormButton,
      prepare: removeMadeForm,
      use: ({ p, fresh }) => p.schema.createForm('books', fresh),
      changes: 'forms',
    },
  }),
  ...controlsOf(explorations, {
    'schema page: exploration': {
      offers: ['explorations.list'],
      locate: ({ p, exploration }) => p.schema.entry(exploration.name),
      canary: ({ exploration }) => exploration.name,
    },
    'exploration menu: Rename Exploration': {
      offers: ['explorations.replace'],
      within: [explorationMenu],
      locate: item('Rename Exploration'),
      use: ({ p, exploration, fresh }) => p.schema.renameExploration(exploration.name, fresh),
      changes: 'explorations',
    },
    'exploration menu: Duplicate Exploration': {
      offers: ['explorations.add'],
      within: [explorationMenu],
      locate: item('Duplicate Exploration'),
      prepare: removeCopies,
      use: ({ p, exploration }) => p.schema.duplicateExploration(exploration.name),
      changes: 'explorations',
    },
    'exploration menu: Delete Exploration': {
      offers: ['explorations.delete'],
      within: [explorationMenu],
      locate: item('Delete Exploration'),
      use: ({ p, exploration }) => p.schema.deleteExploration(exploration.name),
      changes: 'explorations',
    },
  }),
  ...controlsOf(forms, {
    'schema page: form': {
      offers: ['forms.list'],
      locate: (s) => s.p.schema.entry(s.form.name),
      canary: (s) => s.form.name,
    },
    'form menu: Rename Form': {
      offers: ['forms.patch(role: stronger)', 'forms.patch(runs_as: own)'],
      within: [formMenu],
      locate: item('Rename Form'),
      use: (s) => s.p.schema.renameForm(s.form.name, s.fresh),
      changes: 'forms',
    },
    'form menu: Delete Form': {
      offers: ['forms.delete', 'forms.delete(runs_as: own)'],
      within: [formMenu],
      locate: item('Delete Form'),
      use: (s) => s.p.schema.deleteForm(s.form.name),
      changes: 'forms',
    },
  }),
  ...controlsOf(sharing, {
    ...permissionControls<Candidates>({
      name: 'schema',
      opener: ({ p }) => p.schema.permissionsButton,
      open: ({ p }) => p.schema.openPermissions(),
      dialogOf: ({ p }) => p.schema.permissions,
      replace: ['schemas.privileges.replace_for_roles'],
      transfer: ['schemas.privileges.transfer_ownership'],
      privileges: 'schema privileges',
      owners: 'schema owners',
      level: 'Read',
      listed: { role: 'editor', level: 'Read + Create' },
    }),
  }),
];

const importPage: Place<{ schema: WorldSchema }> = {
  name: 'import page',
  make: async ({ world, args }) => ({ schema: await schemaNamed(world, args.schema ?? 'world') }),
  key: ({ args }) => String(args.schema),
  open: ({ p, world, schema }) => p.importing.open({ ...ids({ world }), schemaOid: schema.oid }),
};

/** What the page offers on which a file becomes a table. */
export const IMPORT_CONTROLS: Control[] = controlsOf(importPage, {
  'import page: Proceed': {
    offers: ['tables.import', 'tables.import(schema: open)'],
    locate: ({ p }) => p.importing.proceedButton,
    enable: ({ p }) => p.importing.upload('first,second\n1,2\n'),
    use: ({ p }) => p.importing.proceed(),
    changes: 'tables',
  },
});
