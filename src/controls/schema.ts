import { KEYS } from '../target/keys';
import { add, change, remove } from '../target/stated';
import { tableKey } from '../world/effects';
import { schemaNamed } from '../actions/arguments/schema';
import { exploration, removeExplorations } from '../world/exploration';
import { form, removeForm } from '../world/form';
import type { WorldSchema } from '../world/schema';
import type { World } from '../world/world';
import {
  controlsOf,
  ids,
  menu,
  type Control,
  type ControlContext,
  type ControlPage,
  type WorldContext,
} from './control';
import { edited, formKind } from './forms';
import { candidates, permissionControls, type Candidates } from './permissions';
import { TEXT_NAME, tableOf } from './table';

/** The schema that a rule refers to. */
interface Meant {
  schema: WorldSchema;
}

const schemaPage: ControlPage<Meant> = {
  name: 'schema page',
  make: async ({ world, args }) => ({ schema: await schemaNamed(world, args.schema ?? 'world') }),
  key: ({ args }) => JSON.stringify(args.schema ?? 'world'),
  open: ({ pages, world, schema }) =>
    pages.schema.open({ databaseId: world.databaseId, schemaOid: schema.oid }),
};

/** The page of the world's schema, with something in addition to its tables. */
const pageWith = <Made>(
  what: string,
  make: ControlPage<Made>['make'],
  key?: ControlPage<Made>['key'],
): ControlPage<Made> => ({
  name: `schema page with ${what}`,
  make,
  ...(key && { key }),
  open: ({ pages, world }) => pages.schema.open(ids({ world })),
});

interface Explored {
  exploration: { id: number; name: string };
}
const explorations = pageWith<Explored>('an exploration', async ({ world }) => ({
  exploration: await exploration(world, 'books'),
}));

interface Filled {
  form: { id: number; name: string };
}
const forms = pageWith<Filled>(
  'a form',
  async (s) => ({ form: await form(s.world, formKind(s, false)) }),
  ({ args }) => JSON.stringify(args.runs_as ?? 'owner'),
);

/** Makes an exploration and a form, which the page of their schema shows beside its tables. */
export const formAndExploration = async (s: WorldContext): Promise<object> => {
  await exploration(s.world, 'books');
  await form(s.world, formKind(s, false));
  return {};
};

const sharing = pageWith<Candidates>('new roles', ({ world }) => candidates(world));

const menuOf = <Made>(name: (s: ControlContext & Made) => string) =>
  menu<Made>(
    (s) => s.pages.schema.menuButton(name(s)),
    (s) => s.pages.schema.openMenu(name(s)),
  );
const item = (name: string) => (s: ControlContext) => s.pages.schema.menu.item(name);

const tableMenu = menuOf<Meant>((s) => s.world.tables[tableOf(s)].name);
const explorationMenu = menuOf<Explored>((s) => s.exploration.name);
const formMenu = menuOf<Filled>((s) => s.form.name);

/** The text in every row of the table that a rule refers to. */
export const rowCanary = (s: ControlContext) =>
  tableOf(s) === 'secrets' ? s.world.secretCanary : s.world.canary;

const removeMadeForm = ({ world, fresh }: ControlContext) => {
  world.onEnd(() => removeForm(world, world.databaseId, fresh));
  return Promise.resolve();
};
const removeCopies = ({ world }: { world: World }) => {
  world.onEnd(() => removeExplorations(world));
  return Promise.resolve();
};

export const importPage: ControlPage<Meant> = {
  name: 'import page',
  make: async ({ world, args }) => ({ schema: await schemaNamed(world, args.schema ?? 'world') }),
  key: ({ args }) => String(args.schema),
  open: ({ pages, world, schema }) => pages.importing.open({ ...ids({ world }), schemaOid: schema.oid }),
};

/** Controls of the page of a schema, and of the import page that it opens. */
export const SCHEMA_CONTROLS: Control[] = [
  ...controlsOf(schemaPage, {
    'schema page: Rename Schema': {
      offers: ['schemas.patch(set: name)', 'schemas.patch(schema: open, set: name)'],
      locate: ({ pages }) => pages.schema.renameButton,
      use: ({ pages, fresh }) => pages.schema.rename(fresh),
      changes: ({ schema, fresh }) => [change('schemas', KEYS.schema(schema.oid), { name: fresh })],
    },
    'schema page: Schema Permissions': {
      offers: ['schemas.privileges.list_direct'],
      locate: ({ pages }) => pages.schema.permissionsButton,
      use: async ({ pages }) => {
        await pages.schema.openPermissions();
        return () => pages.schema.permissions.root.innerText();
      },
      canary: ({ world }) => world.postgresRole('editor').name,
    },
    'schema page: New Table': {
      offers: ['tables.add', 'tables.add(schema: open)'],
      locate: ({ pages }) => pages.schema.newTableButton,
      use: ({ pages }) => pages.schema.createTable('added'),
      changes: ({ schema }) => [add('tables', { name: 'added' }, { needs: KEYS.schema(schema.oid) })],
    },
    'schema page: table': {
      offers: ['tables.list', 'tables.list(schema: closed)'],
      locate: ({ pages, args }) => pages.schema.entry(args.schema === 'closed' ? 'hidden' : 'books'),
      canary: ({ args }) => (args.schema === 'closed' ? 'hidden' : 'books'),
    },
    'schema page: Find a Record': {
      offers: ['records.search', 'records.search(table: secrets)'],
      locate: (s) => s.pages.schema.findRecordButton(s.world.tables[tableOf(s)].name),
      use: async (s) => {
        await s.pages.schema.findRecord(s.world.tables[tableOf(s)].name, rowCanary(s));
        await s.pages.record.deleteButton.waitFor();
        return () => s.pages.record.shownField(TEXT_NAME[tableOf(s)]).inputValue();
      },
      canary: rowCanary,
    },
    'schema page: table menu': { offers: [], locate: ({ pages }) => pages.schema.menuButton('books') },
    'table menu: Rename Table': {
      offers: ['tables.patch', 'tables.patch(table: secrets)'],
      within: [tableMenu],
      locate: item('Rename Table'),
      use: (s) => s.pages.schema.renameEntry('Table', s.world.tables[tableOf(s)].name, 'renamed'),
      changes: (s) => [change('tables', tableKey(s.world, tableOf(s)), { name: 'renamed' })],
    },
    'table menu: Table Permissions': {
      offers: ['tables.privileges.list_direct', 'tables.privileges.list_direct(table: secrets)'],
      within: [tableMenu],
      locate: item('Table Permissions'),
      use: async (s) => {
        await s.pages.schema.openTablePermissions(s.world.tables[tableOf(s)].name);
        return () => s.pages.schema.permissions.root.innerText();
      },
      canary: (s) => s.world.postgresRole(tableOf(s) === 'secrets' ? 'owner' : s.world.owner).name,
    },
    'table menu: Delete Table': {
      offers: ['tables.delete', 'tables.delete(table: secrets)'],
      within: [tableMenu],
      locate: item('Delete Table'),
      use: (s) => s.pages.schema.deleteTable(s.world.tables[tableOf(s)].name),
      changes: (s) => [remove('tables', tableKey(s.world, tableOf(s)))],
    },
    'table menu: Explore Table': {
      offers: ['explorations.run', 'explorations.run(table: secrets)'],
      within: [tableMenu],
      locate: ({ pages }) => pages.schema.menu.link('Explore Table'),
      use: async (s) => {
        await s.pages.schema.exploreTable(s.world.tables[tableOf(s)].name);
        await s.pages.explorer.addColumn(TEXT_NAME[tableOf(s)]);
        return () => s.pages.explorer.main.innerText();
      },
      canary: rowCanary,
    },
    'schema page: New Exploration': {
      offers: ['explorations.add'],
      locate: ({ pages }) => pages.schema.newExplorationLink,
      prepare: removeCopies,
      use: async ({ pages, fresh }) => {
        await pages.schema.startExploration();
        await pages.explorer.chooseTable('books');
        await pages.explorer.addColumn('title');
        await pages.explorer.save(fresh);
      },
      changes: ({ fresh }) => [add('explorations', { name: fresh })],
    },
    'schema page: New Form': {
      offers: ['forms.add'],
      locate: ({ pages }) => pages.schema.newFormButton,
      prepare: removeMadeForm,
      use: ({ pages, fresh }) => pages.schema.createForm('books', fresh),
      changes: ({ world }) => [add('forms', { base_table_oid: world.tables.books.oid })],
    },
  }),
  ...controlsOf(explorations, {
    'schema page: exploration': {
      offers: ['explorations.list'],
      locate: ({ pages, exploration }) => pages.schema.entry(exploration.name),
      canary: ({ exploration }) => exploration.name,
    },
    'exploration menu: Rename Exploration': {
      offers: ['explorations.replace'],
      within: [explorationMenu],
      locate: item('Rename Exploration'),
      use: ({ pages, exploration, fresh }) =>
        pages.schema.renameEntry('Exploration', exploration.name, fresh),
      changes: ({ exploration, fresh }) => [
        change('explorations', KEYS.exploration(exploration.id), { name: fresh }),
      ],
    },
    'exploration menu: Duplicate Exploration': {
      offers: ['explorations.add'],
      within: [explorationMenu],
      locate: item('Duplicate Exploration'),
      prepare: removeCopies,
      use: ({ pages, exploration }) => pages.schema.duplicateExploration(exploration.name),
      changes: ({ world }) => [add('explorations', { base_table_oid: world.tables.books.oid })],
    },
    'exploration menu: Delete Exploration': {
      offers: ['explorations.delete'],
      within: [explorationMenu],
      locate: item('Delete Exploration'),
      use: ({ pages, exploration }) => pages.schema.deleteEntry('Exploration', exploration.name),
      changes: ({ exploration }) => [remove('explorations', KEYS.exploration(exploration.id))],
    },
  }),
  ...controlsOf(forms, {
    'schema page: form': {
      offers: ['forms.list'],
      locate: (s) => s.pages.schema.entry(s.form.name),
      canary: (s) => s.form.name,
    },
    'form menu: Rename Form': {
      offers: ['forms.patch(role: stronger)', 'forms.patch(runs_as: own)'],
      within: [formMenu],
      locate: item('Rename Form'),
      use: (s) => s.pages.schema.renameEntry('Form', s.form.name, s.fresh),
      changes: (s) => edited(s.form, { name: s.fresh, header_title: { text: s.fresh } }),
    },
    'form menu: Delete Form': {
      offers: ['forms.delete', 'forms.delete(runs_as: own)'],
      within: [formMenu],
      locate: item('Delete Form'),
      use: (s) => s.pages.schema.deleteEntry('Form', s.form.name),
      changes: ({ form: { id } }) => [remove('forms', KEYS.form(id))],
    },
  }),
  ...controlsOf(sharing, {
    ...permissionControls<Candidates>({
      name: 'schema',
      opener: ({ pages }) => pages.schema.permissionsButton,
      open: ({ pages }) => pages.schema.openPermissions(),
      dialogOf: ({ pages }) => pages.schema.permissions,
      replace: ['schemas.privileges.replace_for_roles'],
      transfer: ['schemas.privileges.transfer_ownership'],
      parts: ['schema owners', 'schema privileges'],
      on: ({ world }) => KEYS.schema(world.schema.oid),
      ownerBefore: ({ world }) => world.postgresRole(world.owner).oid,
      level: 'Read',
      listed: { role: 'editor', level: 'Read + Create' },
    }),
  }),
  ...controlsOf(importPage, {
    'import page: Proceed': {
      offers: ['tables.import', 'tables.import(schema: open)'],
      locate: ({ pages }) => pages.importing.proceedButton,
      enable: ({ pages }) => pages.importing.upload('first,second\n1,2\n'),
      use: ({ pages }) => pages.importing.proceed(),
      changes: ({ schema }) => [add('tables', {}, { needs: KEYS.schema(schema.oid) })],
    },
  }),
];
