/** A field of a form; foreign keys let a row of the other table be picked. */
export interface FormField {
  key: string;
  index: number;
  kind: 'scalar_column' | 'foreign_key';
  column_attnum: number;
  label: string | null;
  help: string | null;
  is_required: boolean;
  related_table_oid: number | null;
  fk_interaction_rule: string | null;
  styling: unknown;
  child_fields: FormField[];
}

export interface FormSettings {
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

export interface Form extends FormSettings {
  id: number;
  token: string;
  database_id: number;
  schema_oid: number;
  base_table_oid: number;
  publish_public: boolean;
}

/** The part of a form that a change sends; all fields are replaced. */
export function settingsOf(form: Form): FormSettings & { id: number } {
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
