import { z } from 'zod';
import { FIELDS } from '../world/form';
import { MISSING_TOKEN, action, type Action, type AttemptContext } from './action';
import { rowAdded, TEXT_COLUMN } from '../world/effects';
import { FORMS, formArg, formOf, runsAsArg, tableArg } from './arguments/form';

const tokenOf = (context: AttemptContext, made: { token: string } | undefined) =>
  made ? context.token(made.token) : MISSING_TOKEN;

/** How the verbs of a form's page are tried, for those who have its link. */
export const SHARED_FORMS_ACTIONS: Action[] = [
  action(
    'forms.get',
    { form: z.enum([...FORMS.options, 'malformed']).default('public') },
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

  action(
    'forms.submit',
    { ...formArg('public'), ...tableArg, ...runsAsArg },
    async (context, { table, ...args }) => {
      const made = await formOf(context, { table, ...args });
      const { world } = context;
      const text = world.newTitle();
      return {
        request: {
          rpc: 'forms.submit',
          params: { form_token: tokenOf(context, made), values: { [FIELDS.text]: text } },
        },
        changes: [rowAdded(world, table, { [TEXT_COLUMN[table]]: text })],
      };
    },
  ),
];
