import { z } from 'zod';
import { FIELDS, form, formDefinition, removeForm, type FormKind } from '../world/form';
import {
  MISSING_ID,
  MISSING_TOKEN,
  action,
  databaseArg,
  databaseId,
  type Action,
  type AttemptContext,
} from './action';

/** The table that the form fills: `books`, or `secrets`, which nobody but its owner may touch. */
const tableArg = { table: z.enum(['books', 'secrets']).default('books') };

/**
 * `private`: for collaborators. `public`: for whoever has the link. `old link`: public, but with a new link since.
 * `missing`: none.
 */
const formArg = (usual: 'private' | 'public') => ({
  form: z.enum(['private', 'public', 'old link', 'missing']).default(usual),
});
type Which = 'private' | 'public' | 'old link' | 'missing';

/**
 * As whose PostgreSQL role the form runs. `owner`: owns the database and may do everything. `own`: that of the role
 * that makes the attempt, or the owner's where that has none. `inserter`: may only insert into the table. `removed`:
 * its password is no longer stored.
 */
const runsAsArg = {
  runs_as: z.enum(['owner', 'own', 'editor', 'viewer', 'inserter', 'removed']).default('owner'),
};

/** The role that an attempt wants to give a form: the own one, the owner's, or none, which means the own one. */
const roleArg = { role: z.enum(['own', 'stronger', 'none']).default('own') };

/** The form that the arguments stand for, made on first use. */
async function formOf(
  { world, role }: AttemptContext,
  {
    form: which,
    table = 'books',
    runs_as = 'owner',
  }: { form: Which; table?: FormKind['table']; runs_as?: string },
) {
  if (which === 'missing') return undefined;
  const own = world.state.postgresRoles[role.name] ? role.name : 'owner';
  return form(world, {
    table,
    runsAs: runs_as === 'own' ? own : runs_as,
    public: which !== 'private',
    link: which === 'old link' ? 'old' : 'valid',
  });
}

/** Id of the stored role that an argument stands for; roles without one ask for none. */
function storedRoleId({ world, role }: AttemptContext, wanted: 'own' | 'stronger' | 'none'): number | null {
  if (wanted === 'none') return null;
  const name = wanted === 'stronger' ? 'owner' : role.name;
  return world.state.postgresRoles[name]?.storedRoleId ?? null;
}

/** Attempts on a form by id: what the set-up admin made, changed by the role. */
const changeById =
  (rpc: string, more: Record<string, unknown> = {}) =>
  async (
    context: AttemptContext,
    args: { database: 'main' | 'other' | 'missing'; form: Which; runs_as: string },
  ) => {
    const made = await formOf(context, args);
    const form_id = made ? context.id(made.id) : MISSING_ID;
    return {
      request: { rpc, params: { database_id: databaseId(context, args.database), form_id, ...more } },
      changes: 'forms',
    };
  };

const PRIVATE: FormKind = { table: 'books', runsAs: 'owner', public: false, link: 'valid' };

const tokenOf = (context: AttemptContext, made: { token: string } | undefined) =>
  made ? context.token(made.token) : MISSING_TOKEN;

/** How the verbs of forms are tried. */
export const FORMS_ACTIONS: Action[] = [
  action('forms.list', databaseArg, async (context, { database }) => {
    const made = await form(context.world, PRIVATE);
    const params = {
      database_id: databaseId(context, database),
      schema_oid: context.oid(context.world.schema.oid),
    };
    return { request: { rpc: 'forms.list', params }, canary: made.name };
  }),

  action(
    'forms.get',
    { form: z.enum(['private', 'public', 'old link', 'missing', 'malformed']).default('public') },
    async (context, args) => {
      const made = args.form === 'malformed' ? undefined : await formOf(context, { form: args.form });
      const form_token = args.form === 'malformed' ? 'nope' : tokenOf(context, made);
      return {
        request: { rpc: 'forms.get', params: { form_token } },
        ...(made ? { canary: made.name } : {}),
      };
    },
  ),

  action(
    'forms.get_source_info',
    { ...formArg('public'), ...tableArg },
    async (context, { form: which, table }) => {
      const made = await formOf(context, { form: which, table });
      return {
        request: { rpc: 'forms.get_source_info', params: { form_token: tokenOf(context, made) } },
        // The name of the column behind the text field.
        ...(made ? { canary: table === 'secrets' ? '"note"' : '"title"' } : {}),
      };
    },
  ),

  action(
    'forms.list_related_records',
    {
      ...formArg('public'),
      related: z.enum(['authors', 'secrets', 'none']).default('authors'),
      page: z.enum(['given', 'none']).default('given'),
    },
    async (context, { form: which, related, page }) => {
      const { world } = context;
      const made = await formOf(context, { form: which });
      const field_key = { authors: FIELDS.author, secrets: FIELDS.secret, none: FIELDS.text }[related];
      const params = {
        form_token: tokenOf(context, made),
        field_key,
        ...(page === 'given' ? { limit: 10, offset: 0 } : {}),
      };
      return {
        request: { rpc: 'forms.list_related_records', params },
        ...(related === 'none' ? {} : { canary: related === 'secrets' ? world.secretCanary : world.canary }),
      };
    },
  ),

  action('forms.add', { ...databaseArg, ...tableArg, ...roleArg }, (context, { database, table, role }) => {
    const { world } = context;
    const database_id = databaseId(context, database);
    const form_def = formDefinition(world, table, storedRoleId(context, role));
    world.onEnd(() => removeForm(world, database_id, form_def.name));
    return { request: { rpc: 'forms.add', params: { database_id, form_def } }, changes: 'forms' };
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
        changes: 'forms',
      };
    },
  ),

  action('forms.delete', { ...databaseArg, ...formArg('private'), ...runsAsArg }, changeById('forms.delete')),

  action(
    'forms.regenerate_token',
    { ...databaseArg, ...formArg('public'), ...runsAsArg },
    changeById('forms.regenerate_token'),
  ),

  action(
    'forms.set_publish_public',
    { ...databaseArg, ...runsAsArg, publish: z.boolean().default(true) },
    (context, { publish, ...args }) =>
      changeById('forms.set_publish_public', { publish_public: publish })(context, {
        ...args,
        form: publish ? 'private' : 'public',
      }),
  ),

  action(
    'forms.submit',
    { ...formArg('public'), ...tableArg, ...runsAsArg },
    async (context, { table, ...args }) => {
      const made = await formOf(context, { table, ...args });
      return {
        request: {
          rpc: 'forms.submit',
          params: {
            form_token: tokenOf(context, made),
            values: { [FIELDS.text]: context.world.faker.book.title() },
          },
        },
        changes: `rows:${table}`,
      };
    },
  ),
];
