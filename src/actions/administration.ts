import { z } from 'zod';
import { action, type Action } from './action';
import { becomeAdmin } from './arguments/first-installation';

/** How what only administrators may do is tried in roundabout ways. */
export const ADMINISTRATION_ACTIONS: Action[] = [
  /** Hides an administrator's call behind a harmless one, in one request. */
  action(
    'batch.users.list',
    {},
    ({ world }) => ({
      request: {
        rpc: 'users.list',
        params: {},
        batchedWith: [{ method: 'servers.configured.list', params: {} }],
      },
      canary: world.state.accounts.viewer?.username ?? '',
    }),
    ['users.list'],
  ),
  /** Asks for an account without anybody's leave, over the forms that the install has for its first days. */
  action(
    'account.make',
    { form: z.enum(['sign-up', 'first installation']).default('sign-up') },
    async (context, { form }) => {
      const attempt = await becomeAdmin(context);
      if (form === 'first installation') return attempt;
      const { http } = attempt.request;
      return {
        ...attempt,
        request: { http: { ...http, path: '/auth/signup/', form: { ...http.form, email: '' } } },
      };
    },
    ['POST /auth/signup/', 'POST /complete_installation/'],
  ),
];
