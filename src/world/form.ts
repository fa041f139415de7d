import type { FieldDefinition, Form, FormDefinition } from '../../wire/forms';
import { paramsIn } from '../target/releases';
import { storedRole, storedRoleOnBooks } from './stored-role';
import { COLUMNS, type World } from './world';

/** Keys of the fields of the world's forms. */
export const FIELDS = { text: 'text', author: 'author', secret: 'secret' } as const;

/** The properties of a form of the world. */
export interface FormKind {
  /** The table that it fills. */
  table: 'books' | 'secrets';
  public: boolean;
  /**
   * The PostgreSQL role it runs as: a role of the plan; `owner`, which owns the database; `inserter`, which
   * may only insert into books; or `removed`, whose password is no longer stored.
   */
  runsAs: string;
  /** `old`: the given token has since been replaced. `withdrawn`: it was public. `deleted`: the form is gone. */
  link: 'valid' | 'old' | 'withdrawn' | 'deleted';
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

/** A form with one text field; a form on books also offers an author and a row of the secrets table. */
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
  const { setupAdmin, schema } = world;
  const forms = await setupAdmin.rpc('forms.list', { database_id, schema_oid: schema.oid });
  const found = forms.find((known) => known.name === name);
  if (found) await setupAdmin.rpc('forms.delete', { database_id, form_id: found.id });
}

async function storedRoleId(world: World, runsAs: string): Promise<number> {
  if (runsAs === 'inserter') return (await storedRoleOnBooks(world, 'inserter', ['INSERT'])).id;
  if (runsAs === 'removed') return (await storedRole(world, 'removed')).id;
  return world.postgresRole(runsAs).storedRoleId;
}

/** A form that the set-up admin made. */
export function form(world: World, { table, public: shared, runsAs, link }: FormKind): Promise<Form> {
  return world.once(`form ${table} ${String(shared)} ${runsAs} ${link}`, async () => {
    const { setupAdmin, databaseId: database_id, state } = world;
    const roleId = await storedRoleId(world, runsAs);
    const params = { database_id, form_def: formDefinition(world, table, roleId) };
    const made = await setupAdmin.rpc('forms.add', paramsIn(state.release, 'forms.add', params));
    const form_id = made.id;
    if (!shared) state.hearing?.plant('form token', made.token);
    state.hearing?.plant('form', made.name);
    world.onEnd(() => setupAdmin.rpc('forms.delete', { database_id, form_id }));
    if (shared)
      await setupAdmin.rpc('forms.set_publish_public', { database_id, form_id, publish_public: true });
    if (link === 'old') await setupAdmin.rpc('forms.regenerate_token', { database_id, form_id });
    if (link === 'withdrawn')
      await setupAdmin.rpc('forms.set_publish_public', { database_id, form_id, publish_public: false });
    if (link === 'deleted') await setupAdmin.rpc('forms.delete', { database_id, form_id });
    if (runsAs === 'removed') await setupAdmin.rpc('roles.configured.delete', { configured_role_id: roleId });
    return made;
  });
}
