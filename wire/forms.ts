import type { ColumnInfo } from './columns';
import type { ColumnMetadata } from './metadata';
import type { RecordSummaryList } from './records';
import type { TableInfo } from './tables';

interface InDatabase {
  database_id: number;
}
interface OfForm extends InDatabase {
  form_id: number;
}
/** Anyone with the token may call; the answer depends on whether the form is public. */
interface ByToken {
  form_token: string;
}

/** A field to be added. */
export interface FieldDefinition {
  key: string;
  index: number;
  kind: 'scalar_column' | 'foreign_key';
  column_attnum: number;
  label?: string | null;
  help?: string | null;
  is_required?: boolean;
  /** For foreign keys. */
  related_table_oid?: number | null;
  fk_interaction_rule?: 'must_pick' | 'can_pick_or_create' | 'must_create' | null;
  styling?: unknown;
  child_fields?: FieldDefinition[];
}

/** The settings of a form that can be changed. */
export interface FormSettings {
  name: string;
  description?: string | null;
  version: number;
  /** The stored role that inserts a submission; null means the caller's own. */
  associated_role_id?: number | null;
  header_title: { text: string };
  header_subtitle?: { text: string } | null;
  submit_message?: unknown;
  submit_redirect_url?: string | null;
  submit_button_label?: string | null;
  fields: FieldDefinition[];
}

/** A form to be added. */
export interface FormDefinition extends FormSettings {
  schema_oid: number;
  base_table_oid: number;
}

/** A saved form. */
export interface Form extends Required<Omit<FormDefinition, 'fields'>> {
  id: number;
  token: string;
  database_id: number;
  publish_public: boolean;
  created_at: string;
  updated_at: string;
  fields: (FieldDefinition & { id: number; form_id: number })[];
}

/** `forms` methods. */
export interface FormsMethods {
  'forms.list': { params: InDatabase & { schema_oid: number }; result: Form[] };
  'forms.add': { params: InDatabase & { form_def: FormDefinition }; result: Form };
  /** Replaces all fields and settings. */
  'forms.patch': { params: InDatabase & { update_form_def: FormSettings & { id: number } }; result: Form };
  'forms.delete': { params: OfForm; result: null };
  /** Returns the new token; the old one becomes invalid. */
  'forms.regenerate_token': { params: OfForm; result: string };
  'forms.set_publish_public': { params: OfForm & { publish_public: boolean }; result: boolean };
  'forms.get': { params: ByToken; result: Form };
  /** Tables and columns behind the form, with the privileges of the form's role. */
  'forms.get_source_info': {
    params: ByToken;
    result: Record<
      string,
      { table_info: TableInfo[]; columns: Record<string, ColumnInfo & { metadata?: ColumnMetadata | null }> }
    >;
  };
  /** Rows that a foreign key field offers. An error without `limit` and `offset`. */
  'forms.list_related_records': {
    params: ByToken & { field_key: string; limit?: number; offset?: number; search?: string };
    result: RecordSummaryList;
  };
  'forms.submit': { params: ByToken & { values: Record<string, unknown> }; result: null };
}
