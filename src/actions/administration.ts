import { z } from 'zod';
import { throwAwayPassword } from '../world/postgres-role';
import { removeUser } from '../world/user';
import { action } from './action';

/** How what only administrators may do is tried in roundabout ways. */
export const ADMINISTRATION_ACTIONS = [
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
    ({ world }, { form }) => {
      const username = world.name('user');
      const password = throwAwayPassword();
      world.onEnd(() => removeUser(world, username));
      const path = form === 'sign-up' ? '/auth/signup/' : '/complete_installation/';
      return {
        request: {
          http: {
            method: 'POST',
            path,
            form: { username, email: '', password1: password, password2: password },
          },
        },
        changes: 'users',
      };
    },
    ['POST /auth/signup/', 'POST /complete_installation/'],
  ),
];
