import { z } from 'zod';
import { KEYS } from '../target/keys';
import { add, ANY, change, may, remove, type Stated } from '../target/stated';
import type { FormDefinition } from '../../wire/forms';
import { form, formDefinition, removeForm, type FormKind } from '../world/form';
import { MISSING_ID, action, databaseArg, databaseId, type Action, type AttemptContext } from './action';
import { formArg, formOf, runsAsArg, tableArg, type WhichForm } from './arguments/form';

/** The role that an attempt wants to give a form: the own one, the owner's, or none, which means the own one. */
const roleArg = { role: z.enum(['own', 'stronger', 'none']).default('own') };

/** Id of the stored role that an argument stands for; roles without one ask for none. */
function storedRoleId({ world, role }: AttemptContext, wanted: 'own' | 'stronger' | 'none'): number | null {
  if (wanted === 'none') return null;
  const name = wanted === 'stronger' ? 'owner' : role.name;
  return world.state.postgresRoles[name]?.storedRoleId ?? null;
}

/** What a definition tells, but for its fields, and for a role that it leaves to the install. */
const toldOf = ({ fields: _fields, associated_role_id, ...told }: FormDefinition) => ({
  ...told,
  ...(associated_role_id !== null && { associated_role_id }),
});

/** Attempts on a form by id: what the set-up admin made, changed by the role. */
const changeById =
  (rpc: string, stated: (key: string) => Stated, more: Record<string, unknown> = {}) =>
  async (
    context: AttemptContext,
    args: { database: 'main' | 'other' | 'missing'; form: WhichForm; runs_as: string },
  ) => {
    const made = await formOf(context, args);
    const form_id = made ? context.id(made.id) : MISSING_ID;
    return {
      request: { rpc, params: { database_id: databaseId(context, args.database), form_id, ...more } },
      changes: [stated(KEYS.form(form_id))],
    };
  };

const PRIVATE: FormKind = { table: 'books', runsAs: 'owner', public: false, link: 'valid' };

/** How the verbs of forms are tried, for those who make and keep them. */
export const FORMS_ACTIONS: Action[] = [
  action('forms.list', databaseArg, async (context, { database }) => {
    const made = await form(context.world, PRIVATE);
    const params = {
      database_id: databaseId(context, database),
      schema_oid: context.oid(context.world.schema.oid),
    };
    return { request: { rpc: 'forms.list', params }, canary: made.name };
  }),

  action('forms.add', { ...databaseArg, ...tableArg, ...roleArg }, (context, { database, table, role }) => {
    const { world } = context;
    const database_id = databaseId(context, database);
    const form_def = formDefinition(world, table, storedRoleId(context, role));
    world.onEnd(() => removeForm(world, database_id, form_def.name));
    return {
      request: { rpc: 'forms.add', params: { database_id, form_def } },
      changes: [add('forms', { ...toldOf(form_def), database_id })],
    };
  }),

  action(
    'forms.patch',
    { ...databaseArg, ...roleArg, ...runsAsArg },
    async (context, { database, role, runs_as }) => {
      const { world } = context;
      const made = await formOf(context, { form: 'private', runs_as });
      const update_form_def = {
        ...formDefinition(world, 'books', storedRoleId(context, role)),
        id: made ? context.id(made.id) : MISSING_ID,
      };
      return {
        request: {
          rpc: 'forms.patch',
          params: { database_id: databaseId(context, database), update_form_def },
        },
        changes: [
          change('forms', KEYS.form(update_form_def.id), toldOf(update_form_def)),
          // Mathesar makes the fields anew.
          may('form fields', KEYS.form(update_form_def.id)),
        ],
      };
    },
  ),

  action(
    'forms.delete',
    { ...databaseArg, ...formArg('private'), ...runsAsArg },
    changeById('forms.delete', (key) => remove('forms', key)),
  ),

  action(
    'forms.regenerate_token',
    { ...databaseArg, ...formArg('public'), ...runsAsArg },
    changeById('forms.regenerate_token', (key) => change('forms', key, { token: ANY })),
  ),

  action(
    'forms.set_publish_public',
    { ...databaseArg, ...runsAsArg, publish: z.boolean().default(true) },
    (context, { publish, ...args }) =>
      changeById('forms.set_publish_public', (key) => change('forms', key, { publish_public: publish }), {
        publish_public: publish,
      })(context, {
        ...args,
        form: publish ? 'private' : 'public',
      }),
  ),
];
