import type { Exploration } from '../../../src/install/api/explorations';
import type { FieldDefinition, Form } from '../../../src/install/api/forms';
import type { RunState } from '../../../src/install/state';
import { buildWorld } from '../../../src/world/build';
import { COLUMNS, type World } from '../../../src/world/world';

/** What the recorded pages show, beside what every world has: an exploration and two forms of the owner. */
export interface Library {
  world: World;
  exploration: Exploration;
  privateForm: Form;
  publicForm: Form;
  /** A record of the table of books, as its cells show it. */
  book: { key: number; title: string; pages: string };
}

const LABELS = { title: 'Title', author: 'Author' } as const;

const field = (key: keyof typeof LABELS, index: number, column_attnum: number): FieldDefinition => ({
  key,
  index,
  kind: 'scalar_column',
  column_attnum,
  label: LABELS[key],
  help: null,
  is_required: false,
  related_table_oid: null,
  fk_interaction_rule: 'must_pick',
  styling: null,
  child_fields: [],
});

/** A field that must be filled, so that "Submit" rests until it is, and one that picks a record. */
function fields(world: World): FieldDefinition[] {
  return [
    { ...field('title', 0, COLUMNS.books.title), is_required: true },
    {
      ...field('author', 1, COLUMNS.books.author),
      kind: 'foreign_key',
      related_table_oid: world.tables.authors.oid,
    },
  ];
}

async function makeForm(world: World, publish_public: boolean): Promise<Form> {
  const { steward, databaseId: database_id } = world;
  const name = world.name(publish_public ? 'public_form' : 'private_form');
  const form = await steward.rpc('forms.add', {
    database_id,
    form_def: {
      name,
      version: 1,
      schema_oid: world.schema.oid,
      base_table_oid: world.tables.books.oid,
      associated_role_id: world.postgresRole('owner').storedRoleId,
      header_title: { text: name },
      fields: fields(world),
    },
  });
  if (publish_public)
    await steward.rpc('forms.set_publish_public', { database_id, form_id: form.id, publish_public });
  world.onEnd(() => steward.rpc('forms.delete', { database_id, form_id: form.id }));
  return form;
}

async function makeExploration(world: World): Promise<Exploration> {
  const { steward, databaseId: database_id } = world;
  const exploration = await steward.rpc('explorations.add', {
    database_id,
    exploration_def: {
      database_id,
      name: world.name('exploration'),
      base_table_oid: world.tables.books.oid,
      schema_oid: world.schema.oid,
      initial_columns: [
        { id: 'title', attnum: COLUMNS.books.title, alias: 'title' },
        { id: 'pages', attnum: COLUMNS.books.pages, alias: 'pages' },
      ],
      display_names: { title: 'title', pages: 'pages' },
    },
  });
  world.onEnd(() => steward.rpc('explorations.delete', { database_id, exploration_id: exploration.id }));
  return exploration;
}

async function readBook(world: World, key: number): Promise<Library['book']> {
  const { results } = await world.steward.rpc('records.get', {
    database_id: world.databaseId,
    table_oid: world.tables.books.oid,
    record_id: key,
  });
  const { [COLUMNS.books.title]: title, [COLUMNS.books.pages]: pages } = results[0] ?? {};
  return { key, title: String(title), pages: String(pages) };
}

/**
 * Makes the objects that the recorded pages show, through the API, as the steward of a provisioned run.
 * @throws CallFailed when the install refuses the steward something
 */
export async function buildLibrary(state: RunState, prefix: string): Promise<Library> {
  const world = await buildWorld(state, prefix, 'owner', state.seed);
  return {
    world,
    exploration: await makeExploration(world),
    privateForm: await makeForm(world, false),
    publicForm: await makeForm(world, true),
    book: await readBook(world, 1),
  };
}
