import { commonData } from '../../common-data';
import { rpc } from '../../rpc';
import { referentOf } from '../shared/columns';
import { inTable, loadColumns, loadConstraints } from '../shared/tables';

/** A field of a form; foreign keys let a row of the other table be picked. */
export interface FormField {
  key: string;
  kind: 'scalar_column' | 'foreign_key';
  label: string | null;
  help: string | null;
  is_required: boolean;
}

export interface Form {
  id: number;
  token: string;
  base_table_oid: number;
  publish_public: boolean;
  name: string;
  description: string | null;
  version: number;
  /** The stored role that submissions insert as. */
  associated_role_id: number | null;
  header_title: { text: string };
  header_subtitle: { text: string } | null;
  submit_message: { text: string } | null;
  submit_redirect_url: string | null;
  submit_button_label: string | null;
  fields: FormField[];
}

/** The part of a form that a change sends; all fields are replaced. */
function settingsOf(form: Form): Partial<Form> {
  const { id, name, description, version, associated_role_id, header_title, header_subtitle } = form;
  const { submit_message, submit_redirect_url, submit_button_label, fields } = form;
  return {
    id,
    name,
    description,
    version,
    associated_role_id,
    header_title,
    header_subtitle,
    submit_message,
    submit_redirect_url,
    submit_button_label,
    fields,
  };
}

const inDatabase = () => ({ database_id: commonData.current_database });

/** The forms of the open schema; they are not among the data of the page. */
export const listForms = () =>
  rpc<Form[]>('forms.list', { ...inDatabase(), schema_oid: commonData.current_schema });

/** Saves what was changed of a form, and all else as it was. */
export const patchForm = (form: Form, change: Partial<Form>) =>
  rpc<Form>('forms.patch', { ...inDatabase(), update_form_def: { ...settingsOf(form), ...change } });

export const deleteForm = (form: Form) => rpc('forms.delete', { ...inDatabase(), form_id: form.id });

export const publishForm = (form: Form, publish_public: boolean) =>
  rpc('forms.set_publish_public', { ...inDatabase(), form_id: form.id, publish_public });

/** Makes the old address useless; gives the new token. */
export const regenerateToken = (form: Form) =>
  rpc<string>('forms.regenerate_token', { ...inDatabase(), form_id: form.id });

/** One field for each column of the table that a person can fill in. */
async function fieldsOf(tableOid: number): Promise<object[]> {
  const [columns, constraints] = await Promise.all([loadColumns(tableOid), loadConstraints(tableOid)]);
  return columns
    .filter(({ primary_key, default: preset }) => !primary_key && !preset?.is_dynamic)
    .map((column, index) => {
      const referent = referentOf(column, constraints);
      return {
        key: `field-${String(column.id)}`,
        index,
        kind: referent === undefined ? 'scalar_column' : 'foreign_key',
        column_attnum: column.id,
        label: column.name,
        help: null,
        is_required: !column.nullable && column.default === null,
        related_table_oid: referent ?? null,
        fk_interaction_rule: 'must_pick',
        styling: null,
        child_fields: [],
      };
    });
}

/** Makes a form for a table, with a field for each of its columns; submissions run as the caller's own role. */
export async function addForm(tableOid: number, name: string, description: string): Promise<void> {
  const form_def = {
    ...inTable(tableOid),
    base_table_oid: tableOid,
    schema_oid: commonData.current_schema,
    name,
    description,
    version: 1,
    associated_role_id: null,
    header_title: { text: name },
    header_subtitle: null,
    submit_message: null,
    submit_redirect_url: null,
    submit_button_label: null,
    fields: await fieldsOf(tableOid),
  };
  await rpc('forms.add', { ...inDatabase(), form_def: { ...form_def, ...inDatabase() } });
}
