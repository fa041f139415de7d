import { z } from 'zod';
import { KEYS } from '../target/keys';
import { add, ANY, change, remove } from '../target/stated';
import { throwAwayAccount } from '../world/throw-away-account';
import { removeUser, userDefinition, worldUser } from '../world/user';
import { MISSING_ID, action, type AttemptContext } from './action';
import { personalData, STRONG_PASSWORD, WEAK_PASSWORD } from './arguments/account';

/** Whose account is meant: an unused one, one like the actor's own, or none at all. */
const whoseArg = { user: z.enum(['other', 'own', 'missing']).default('other') };

/** The id of an account, and who sends the attempt: changes of the own account are made by a throw-away account. */
async function target(context: AttemptContext, whose: 'other' | 'own' | 'missing') {
  const { world, role } = context;
  const other = await worldUser(world, 'other');
  if (whose === 'missing') return { user_id: MISSING_ID, username: other.username, sender: {} };
  const { client, account } = whose === 'own' ? await throwAwayAccount(world, role) : {};
  return {
    user_id: context.id(account?.userId ?? other.userId),
    username: account?.username ?? other.username,
    sender: client ? { as: client } : {},
  };
}

/** How the verbs on other people's accounts are tried. */
export const USERS_ACTIONS = [
  action('users.list', {}, ({ world }) => ({
    request: { rpc: 'users.list', params: {} },
    canary: world.state.accounts.viewer?.username ?? '',
  })),
  action('users.get', whoseArg, async (context, { user }) => {
    const { user_id, username } = await target(context, user);
    return {
      request: { rpc: 'users.get', params: { user_id } },
      ...(user === 'missing' ? {} : { canary: `"${username}"` }),
    };
  }),
  action(
    'users.add',
    {
      superuser: z.boolean().default(false),
      username: z.enum(['new', 'taken']).default('new'),
      password: z.enum(['strong', 'weak']).default('strong'),
    },
    async ({ world }, { superuser, username, password }) => {
      const taken = username === 'taken' ? (await worldUser(world, 'other')).username : undefined;
      const definition = userDefinition(world, taken);
      if (!taken) world.onEnd(() => removeUser(world, definition.username));
      const user_def = {
        ...definition,
        is_superuser: superuser,
        password: password === 'weak' ? WEAK_PASSWORD : definition.password,
      };
      const { password: _password, ...told } = user_def;
      return { request: { rpc: 'users.add', params: { user_def } }, changes: [add('users', told)] };
    },
  ),
  action('users.delete', whoseArg, async (context, { user }) => {
    const { user_id, sender } = await target(context, user);
    return {
      request: { rpc: 'users.delete', params: { user_id } },
      changes: [remove('users', KEYS.user(user_id))],
      ...sender,
    };
  }),
  action(
    'users.patch_other',
    { ...whoseArg, superuser: z.boolean().default(true) },
    async (context, { user, superuser }) => {
      const { user_id, username, sender } = await target(context, user);
      const told = { is_superuser: superuser, ...personalData(username, 'Changed by an administrator') };
      return {
        request: { rpc: 'users.patch_other', params: { user_id, ...told } },
        changes: [change('users', KEYS.user(user_id), told)],
        ...sender,
      };
    },
  ),
  action('users.password.revoke', whoseArg, async (context, { user }) => {
    const { user_id, sender } = await target(context, user);
    return {
      request: { rpc: 'users.password.revoke', params: { user_id, new_password: STRONG_PASSWORD } },
      changes: [change('users', KEYS.user(user_id), { password: ANY, password_change_needed: true })],
      onlyBySql: 'a password',
      ...sender,
    };
  }),
];
