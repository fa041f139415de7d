import { randomBytes } from 'node:crypto';
import { changing, type DemoAction } from './action';

/** Attempts at what is for administrators. What they make is named like the run, and removed with it. */
export const ADMIN_ACTIONS: readonly DemoAction[] = [
  changing('users.add', {}, ({ world }) => {
    const username = world.name('user');
    const user_def = {
      username,
      password: `Pw-${randomBytes(15).toString('base64url')}`,
      is_superuser: false,
      email: `${username}@example.com`,
      full_name: username,
      display_language: 'en',
    };
    return { request: { rpc: 'users.add', params: { user_def } }, changes: 'users' };
  }),
  changing('databases.setup.create_new', {}, ({ world }) => ({
    request: { rpc: 'databases.setup.create_new', params: { database: world.name('database') } },
    changes: 'connected databases',
  })),
];
