import { z } from 'zod';
import { throwAwayAccount } from '../world/throw-away-account';
import { removeUser, userDefinition, worldUser } from '../world/user';
import type { World } from '../world/world';
import { MISSING_ID, action, type AttemptContext } from './action';

const WEAK = 'a';
const STRONG = 'Another-pw-4711';

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

/** Personal data as a form sends them. */
const personal = (username: string, full_name: string) => ({
  username,
  email: `${username}@example.com`,
  full_name,
  display_language: 'en',
});

/** Only one account can have the empty name: removes the one that an earlier attempt of this run renamed. */
async function removeNameless({ setupAdmin, state }: World): Promise<void> {
  for (const { id, username, email } of await setupAdmin.rpc('users.list', {})) {
    if (username === '' && email.startsWith(state.prefix))
      await setupAdmin.rpc('users.delete', { user_id: id });
  }
}

/** How the verbs on other people's accounts are tried. */
const ADMINISTRATION = [
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
        password: password === 'weak' ? WEAK : definition.password,
      };
      return { request: { rpc: 'users.add', params: { user_def } }, changes: 'users' };
    },
  ),
  action('users.delete', whoseArg, async (context, { user }) => {
    const { user_id, sender } = await target(context, user);
    return { request: { rpc: 'users.delete', params: { user_id } }, changes: 'users', ...sender };
  }),
  action(
    'users.patch_other',
    { ...whoseArg, superuser: z.boolean().default(true) },
    async (context, { user, superuser }) => {
      const { user_id, username, sender } = await target(context, user);
      const params = {
        user_id,
        is_superuser: superuser,
        ...personal(username, 'Changed by an administrator'),
      };
      return { request: { rpc: 'users.patch_other', params }, changes: 'users', ...sender };
    },
  ),
  action('users.password.revoke', whoseArg, async (context, { user }) => {
    const { user_id, sender } = await target(context, user);
    return {
      request: { rpc: 'users.password.revoke', params: { user_id, new_password: STRONG } },
      changes: 'users',
      ...sender,
    };
  }),
];

/** How the verbs on the own account are tried; always by a throw-away account. */
const PROFILE = [
  action(
    'users.patch_self',
    {
      username: z.enum(['own', 'empty', 'taken']).default('own'),
      email: z.enum(['own', 'taken']).default('own'),
      /** A field that belongs to no profile, sent along. */
      extra: z.enum(['none', 'is_superuser', 'user_id']).default('none'),
      /** Sends the personal data as they are, so that only the extra field could change something. */
      keep: z.boolean().default(false),
    },
    async ({ world, role }, args) => {
      const { client, account } = await throwAwayAccount(world, role);
      const other = await worldUser(world, 'other');
      if (args.username === 'empty') await removeNameless(world);
      const own = account?.username ?? other.username;
      const extra = { none: {}, is_superuser: { is_superuser: true }, user_id: { user_id: other.userId } };
      return {
        request: {
          rpc: 'users.patch_self',
          params: {
            ...personal(own, args.keep ? own : 'Changed by the owner'),
            ...(args.username === 'own' ? {} : { username: args.username === 'empty' ? '' : other.username }),
            ...(args.email === 'own' ? {} : { email: other.email }),
            ...extra[args.extra],
          },
        },
        changes: 'users',
        as: client,
      };
    },
  ),
  action(
    'users.password.replace_own',
    { old: z.enum(['right', 'wrong']).default('right'), new: z.enum(['strong', 'weak']).default('strong') },
    async ({ world, role }, args) => {
      const { client, account } = await throwAwayAccount(world, role);
      return {
        request: {
          rpc: 'users.password.replace_own',
          params: {
            old_password: args.old === 'right' && account ? account.password : 'not the old one',
            new_password: args.new === 'weak' ? WEAK : STRONG,
          },
        },
        changes: 'users',
        as: client,
      };
    },
  ),
];

/** How the verbs of users are tried. */
export const USERS_ACTIONS = [...ADMINISTRATION, ...PROFILE];
