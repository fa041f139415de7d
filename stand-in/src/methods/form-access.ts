import { z } from 'zod';
import type { Call } from '../call';
import type { Db } from '../db';
import { CODES, RpcError, noConnection, notFound } from '../errors';
import type { ConfiguredRoleRow } from '../store/schema';

/** A row of `mathesar_form`, in the order in which the methods give it. */
export interface FormRow {
  id: number;
  created_at: Date;
  updated_at: Date;
  token: string;
  name: string;
  description: string | null;
  version: number;
  database_id: number;
  schema_oid: number;
  base_table_oid: number;
  associated_role_id: number | null;
  header_title: unknown;
  header_subtitle: unknown;
  publish_public: boolean;
  submit_message: unknown;
  submit_redirect_url: string | null;
  submit_button_label: string | null;
}

/** A field of a form, with the fields that make a related record. */
export interface FormField {
  id: number;
  key: string;
  form_id: number;
  index: number;
  label: string | null;
  help: string | null;
  kind: string;
  column_attnum: number;
  related_table_oid: number | null;
  fk_interaction_rule: string | null;
  styling: unknown;
  is_required: boolean;
  child_fields: FormField[];
}

// An OID is kept as bigint, which the driver would give as text.
export const FORM_COLUMNS = `id, created_at, updated_at, token, name, description, version, database_id,
  schema_oid::oid AS schema_oid, base_table_oid::oid AS base_table_oid, associated_role_id, header_title,
  header_subtitle, publish_public, submit_message, submit_redirect_url, submit_button_label`;

/** The fields of a form as a tree. */
export async function fieldsOf(store: Db, formId: number): Promise<FormField[]> {
  const rows = await store.rows<Omit<FormField, 'child_fields'> & { parent: number | null }>(
    `SELECT id, key, form_id, index, label, help, kind, column_attnum, related_table_oid::oid AS related_table_oid,
       fk_interaction_rule, styling, is_required, parent_field_id AS parent
     FROM mathesar_formfield WHERE form_id = $1 ORDER BY id`,
    [formId],
  );
  const below = (parent: number | null): FormField[] =>
    rows
      .filter((row) => row.parent === parent)
      .map(({ parent: _parent, ...field }) => ({ ...field, child_fields: below(field.id) }));
  return below(null);
}

/**
 * The form with a token, whoever asks.
 * @throws RpcError -29107 for a token that is no UUID, -28009 for an unknown one
 */
export async function formByToken(call: Call, token: string): Promise<FormRow> {
  if (!z.guid().safeParse(token).success) {
    throw new RpcError(CODES.invalidUuid, `ValidationError: ['“${token}” is not a valid UUID.']`);
  }
  const form = await call.store.row<FormRow>(`SELECT ${FORM_COLUMNS} FROM mathesar_form WHERE token = $1`, [
    token,
  ]);
  if (!form) throw notFound('Form');
  return form;
}

/**
 * The form with a token, for who may see it: anyone if it is public, collaborators of its database if not.
 * Administrators have no more rights here than others.
 * @throws RpcError -31002 for who may not; as {@link formByToken}
 */
export async function visibleForm(call: Call, token: string, what = 'the form'): Promise<FormRow> {
  const form = await formByToken(call, token);
  if (form.publish_public) return form;
  const collaborator =
    call.user &&
    (await call.store.row(
      'SELECT 1 FROM mathesar_userdatabaserolemap WHERE user_id = $1 AND database_id = $2',
      [call.user.id, form.database_id],
    ));
  if (!collaborator)
    throw new RpcError(CODES.refused, `AssertionError: Insufficient permission to get ${what}`);
  return form;
}

/**
 * Runs work in a form's database as the role that the form is associated with, whoever asks.
 * @throws RpcError -28030 when that role is no longer stored; as `inDatabaseAs`
 */
export async function asFormRole<T>(call: Call, form: FormRow, work: (db: Db) => Promise<T>): Promise<T> {
  const role = await call.store.row<ConfiguredRoleRow>(
    'SELECT * FROM mathesar_configuredrole WHERE id = $1',
    [form.associated_role_id],
  );
  if (!role) throw noConnection();
  return call.inDatabaseAs(role, form.database_id, work);
}

/**
 * The stored role that a form gets: the one asked for, else the caller's own.
 * @returns its id
 * @throws RpcError -28009 when the caller is no collaborator or the role is not stored, -31002 when it is neither the
 *   caller's own nor one that the own role may act as; administrators may give any
 */
export async function grantableRole(
  call: Call,
  databaseId: number,
  wanted: number | null | undefined,
): Promise<number> {
  const user = call.requireUser();
  const own = await call.store.value<number>(
    'SELECT configured_role_id FROM mathesar_userdatabaserolemap WHERE user_id = $1 AND database_id = $2',
    [user.id, databaseId],
  );
  if (own === null) throw notFound('UserDatabaseRoleMap');
  return call.inDatabase(databaseId, async (db) => {
    if (!wanted || wanted === own) return own;
    const name = await call.store.value<string>('SELECT name FROM mathesar_configuredrole WHERE id = $1', [
      wanted,
    ]);
    if (name === null) throw notFound('ConfiguredRole');
    if (user.is_superuser) return wanted;
    const usable = await db.value<boolean>(
      `SELECT pg_has_role(oid, 'USAGE') FROM pg_roles WHERE rolname = $1`,
      [name],
    );
    if (!usable) {
      throw new RpcError(
        CODES.refused,
        'AssertionError: Insufficient privileges for selected associated_role',
      );
    }
    return wanted;
  });
}
