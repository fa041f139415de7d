import { z } from 'zod';
import type { Call } from '../call';
import type { Db } from '../db';
import { CODES, RpcError, notFound, withIntegrity } from '../errors';
import { type AnyMethod, method } from '../method';
import { columnMetadataOf } from '../store/metadata';
import { columnInfos } from './columns';
import {
  FORM_COLUMNS,
  type FormField,
  type FormRow,
  asFormRole,
  fieldsOf,
  grantableRole,
  visibleForm,
} from './form-access';
import { submitForm } from './form-submissions';
import { listSummaries, summaryTemplates } from './record-summaries';
import { tableInfo } from './tables';
import type { FormsMethods } from '../../../wire/forms';

const database_id = z.int();
const form_token = z.string();
const ofForm = z.looseObject({ database_id, form_id: z.int() });

const FieldDefinition = z.looseObject({
  key: z.string(),
  index: z.int(),
  label: z.string().nullish(),
  help: z.string().nullish(),
  kind: z.string(),
  column_attnum: z.int(),
  related_table_oid: z.int().nullish(),
  fk_interaction_rule: z.string().nullish(),
  styling: z.unknown().optional(),
  is_required: z.boolean().default(false),
  get child_fields(): z.ZodDefault<z.ZodArray<typeof FieldDefinition>> {
    return z.array(FieldDefinition).default([]);
  },
});
type FieldDefinition = z.output<typeof FieldDefinition>;

const Settings = z.looseObject({
  name: z.string(),
  description: z.string().nullish(),
  version: z.int(),
  associated_role_id: z.int().nullish(),
  header_title: z.unknown(),
  header_subtitle: z.unknown().optional(),
  submit_message: z.unknown().optional(),
  submit_redirect_url: z.string().nullish(),
  submit_button_label: z.string().nullish(),
  fields: z.array(FieldDefinition),
});
const Definition = Settings.extend({ schema_oid: z.int(), base_table_oid: z.int() });

const json = (value: unknown) => (value === null || value === undefined ? null : JSON.stringify(value));

/** The settable columns of a form, and their values in the same order. */
const SETTINGS = `name, description, version, associated_role_id, header_title, header_subtitle, submit_message,
  submit_redirect_url, submit_button_label`;
const settingsOf = (settings: z.output<typeof Settings>, roleId: number) => [
  settings.name,
  settings.description,
  settings.version,
  roleId,
  json(settings.header_title),
  json(settings.header_subtitle),
  json(settings.submit_message),
  settings.submit_redirect_url,
  settings.submit_button_label,
];

async function addFields(
  store: Db,
  formId: number,
  fields: FieldDefinition[],
  parent?: number,
): Promise<void> {
  for (const field of fields) {
    const id = await store.value<number>(
      `INSERT INTO mathesar_formfield (key, form_id, index, label, help, kind, column_attnum, related_table_oid,
         fk_interaction_rule, styling, is_required, parent_field_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id`,
      [
        field.key,
        formId,
        field.index,
        field.label,
        field.help,
        field.kind,
        field.column_attnum,
        field.related_table_oid,
        field.fk_interaction_rule,
        json(field.styling),
        field.is_required,
        parent,
      ],
    );
    if (id !== null) await addFields(store, formId, field.child_fields, id);
  }
}

const withFields = async (call: Call, form: FormRow) => ({
  ...form,
  fields: await fieldsOf(call.store, form.id),
});

/** A form of a database, by id. @throws RpcError -28009 also for one of another database */
async function formOf(store: Db, databaseId: number, id: number): Promise<FormRow> {
  const form = await store.row<FormRow>(
    `SELECT ${FORM_COLUMNS} FROM mathesar_form WHERE database_id = $1 AND id = $2`,
    [databaseId, id],
  );
  if (!form) throw notFound('Form');
  return form;
}

/** Tables and columns behind fields: table OID → attribute numbers. */
function sourcesOf(tableOid: number, fields: FormField[], sources = new Map<number, number[]>()) {
  sources.set(tableOid, [...(sources.get(tableOid) ?? []), ...fields.map((field) => field.column_attnum)]);
  for (const { related_table_oid: related, child_fields: children } of fields) {
    if (related !== null) sourcesOf(related, children, sources);
  }
  return sources;
}

/** `forms` methods. As documented, every collaborator may change every form of a database. */
export const FORMS_METHODS: Record<keyof FormsMethods, AnyMethod> = {
  'forms.list': method({
    gate: 'login',
    params: z.looseObject({ database_id, schema_oid: z.int() }),
    run: async (call, params) => {
      const forms = await call.store.rows<FormRow>(
        `SELECT ${FORM_COLUMNS} FROM mathesar_form WHERE database_id = $1 AND schema_oid = $2 ORDER BY id`,
        [params.database_id, params.schema_oid],
      );
      return Promise.all(forms.map((form) => withFields(call, form)));
    },
  }),

  'forms.add': method({
    gate: 'login',
    params: z.looseObject({ database_id, form_def: Definition }),
    run: async (call, { database_id: id, form_def: definition }) => {
      const database = await call.database(id);
      const roleId = await grantableRole(call, id, definition.associated_role_id);
      const form = await withIntegrity(() =>
        call.install.storeTransaction(async (store) => {
          const made = await store.row<FormRow>(
            `INSERT INTO mathesar_form (${SETTINGS}, database_id, server_id, schema_oid, base_table_oid)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING ${FORM_COLUMNS}`,
            [
              ...settingsOf(definition, roleId),
              id,
              database.server_id,
              definition.schema_oid,
              definition.base_table_oid,
            ],
          );
          if (!made) throw notFound('Form');
          await addFields(store, made.id, definition.fields);
          return made;
        }),
      );
      return withFields(call, form);
    },
  }),

  'forms.patch': method({
    gate: 'login',
    params: z.looseObject({ database_id, update_form_def: Settings.extend({ id: z.int() }) }),
    run: async (call, { database_id: id, update_form_def: definition }) => {
      const form = await formOf(call.store, id, definition.id);
      const roleId = await grantableRole(call, id, definition.associated_role_id);
      await withIntegrity(() =>
        call.install.storeTransaction(async (store) => {
          await store.run('DELETE FROM mathesar_formfield WHERE form_id = $1', [form.id]);
          await addFields(store, form.id, definition.fields);
          await store.run(
            `UPDATE mathesar_form SET (${SETTINGS}) = ($2, $3, $4, $5, $6, $7, $8, $9, $10) WHERE id = $1`,
            [form.id, ...settingsOf(definition, roleId)],
          );
        }),
      );
      return withFields(call, await formOf(call.store, id, form.id));
    },
  }),

  'forms.delete': method({
    gate: 'login',
    params: ofForm,
    run: async (call, params) => {
      const { id } = await formOf(call.store, params.database_id, params.form_id);
      await call.store.run('DELETE FROM mathesar_form WHERE id = $1', [id]);
      return null;
    },
  }),

  'forms.regenerate_token': method({
    gate: 'login',
    params: ofForm,
    run: async (call, params) => {
      const { id } = await formOf(call.store, params.database_id, params.form_id);
      return call.store.value<string>(
        'UPDATE mathesar_form SET token = gen_random_uuid(), updated_at = now() WHERE id = $1 RETURNING token',
        [id],
      );
    },
  }),

  'forms.set_publish_public': method({
    gate: 'login',
    params: ofForm.extend({ publish_public: z.boolean() }),
    run: async (call, params) => {
      const { id } = await formOf(call.store, params.database_id, params.form_id);
      return call.store.value<boolean>(
        'UPDATE mathesar_form SET publish_public = $2, updated_at = now() WHERE id = $1 RETURNING publish_public',
        [id, params.publish_public],
      );
    },
  }),

  'forms.get': method({
    gate: 'none',
    params: z.looseObject({ form_token }),
    run: async (call, params) => withFields(call, await visibleForm(call, params.form_token)),
  }),

  'forms.get_source_info': method({
    gate: 'none',
    params: z.looseObject({ form_token }),
    run: async (call, params) => {
      const form = await visibleForm(call, params.form_token, 'form source info');
      const sources = sourcesOf(form.base_table_oid, await fieldsOf(call.store, form.id));
      return asFormRole(call, form, async (db) => {
        const info: Record<string, unknown> = {};
        for (const [oid, attnums] of sources) {
          const table = await tableInfo(db, oid);
          const columns = await columnInfos(db, oid);
          const metadata = await columnMetadataOf(call.store, form.database_id, oid);
          const described = attnums.map((attnum): [string, unknown] => {
            const column = columns.find(({ id }) => id === attnum);
            const kept = metadata.find((candidate) => candidate.attnum === attnum);
            const gone = { error: { code: CODES.missingKey, message: `Column ${String(attnum)} not found` } };
            return [String(attnum), column ? { ...column, ...(kept ? { metadata: kept } : {}) } : gone];
          });
          info[String(oid)] = { table_info: [table ?? null], columns: Object.fromEntries(described) };
        }
        return info;
      });
    },
  }),

  'forms.list_related_records': method({
    gate: 'none',
    params: z.looseObject({
      form_token,
      field_key: z.string(),
      limit: z.int().nullish(),
      offset: z.int().nullish(),
      search: z.string().nullish(),
    }),
    run: async (call, params) => {
      const form = await visibleForm(call, params.form_token);
      const field = await call.store.row<{ kind: string; table: number }>(
        `SELECT kind, related_table_oid::oid AS table FROM mathesar_formfield WHERE form_id = $1 AND key = $2`,
        [form.id, params.field_key],
      );
      if (!field) throw notFound('FormField');
      if (field.kind !== 'foreign_key') {
        throw new RpcError(
          CODES.badValue,
          `ValueError: Field ${params.field_key} is not a foreign key field.`,
        );
      }
      const templates = await summaryTemplates(call.store, form.database_id);
      return asFormRole(call, form, (db) => listSummaries(db, field.table, templates, params));
    },
  }),

  'forms.submit': method({
    gate: 'none',
    params: z.looseObject({ form_token, values: z.record(z.string(), z.unknown()) }),
    run: (call, params) => submitForm(call, params.form_token, params.values),
  }),
};
