import type { FieldDefinition, Form, FormDefinition } from '../install/api/forms';
import { COLUMNS, type World } from './world';

/** Keys of the fields of the world's forms. */
export const FIELDS = { text: 'text', author: 'author', secret: 'secret' } as const;

/** What a form of the world is like. */
export interface FormKind {
  /** The table that it fills. */
  table: 'books' | 'secrets';
  public: boolean;
  /** The role of the plan as whose PostgreSQL role it runs; `owner` owns the database. */
  runsAs: 'owner' | 'editor' | 'viewer';
}

const field = (key: string, index: number, column_attnum: number): FieldDefinition => ({
  key,
  index,
  kind: 'scalar_column',
  column_attnum,
  label: key,
  help: null,
  is_required: false,
  related_table_oid: null,
  fk_interaction_rule: 'must_pick',
  styling: null,
  child_fields: [],
});

const pick = (
  key: string,
  index: number,
  column_attnum: number,
  related_table_oid: number,
): FieldDefinition => ({
  ...field(key, index, column_attnum),
  kind: 'foreign_key',
  related_table_oid,
});

/** A form of one text field; one on books also lets pick an author, and a row of the table of secrets. */
export function formDefinition(
  world: World,
  table: FormKind['table'],
  roleId: number | null,
): FormDefinition {
  const { authors, secrets } = world.tables;
  const name = world.name('form');
  return {
    name,
    description: null,
    version: 1,
    schema_oid: world.schema.oid,
    base_table_oid: world.tables[table].oid,
    associated_role_id: roleId,
    header_title: { text: name },
    header_subtitle: null,
    submit_message: null,
    submit_redirect_url: null,
    submit_button_label: null,
    fields:
      table === 'books'
        ? [
            field(FIELDS.text, 0, COLUMNS.books.title),
            pick(FIELDS.author, 1, COLUMNS.books.author, authors.oid),
            pick(FIELDS.secret, 2, COLUMNS.books.pages, secrets.oid),
          ]
        : [field(FIELDS.text, 0, COLUMNS.secrets.note)],
  };
}

/** Removes a form by its name, when there is one. */
export async function removeForm(world: World, database_id: number, name: string): Promise<void> {
  const { steward, schema } = world;
  const forms = await steward.rpc('forms.list', { database_id, schema_oid: schema.oid });
  const found = forms.find((known) => known.name === name);
  if (found) await steward.rpc('forms.delete', { database_id, form_id: found.id });
}

/** A form that the steward made. */
export function form(world: World, kind: FormKind): Promise<Form> {
  return world.once(`form ${JSON.stringify(kind)}`, async () => {
    const { steward, databaseId: database_id } = world;
    const roleId = world.postgresRole(kind.runsAs).storedRoleId;
    const made = await steward.rpc('forms.add', {
      database_id,
      form_def: formDefinition(world, kind.table, roleId),
    });
    world.onEnd(() => steward.rpc('forms.delete', { database_id, form_id: made.id }));
    if (kind.public) {
      await steward.rpc('forms.set_publish_public', { database_id, form_id: made.id, publish_public: true });
    }
    return made;
  });
}
