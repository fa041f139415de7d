import { z } from 'zod';
import { KEYS } from '../target/keys';
import { ANY, change } from '../target/stated';
import { throwAwayAccount } from '../world/throw-away-account';
import { worldUser } from '../world/user';
import type { World } from '../world/world';
import { action } from './action';
import { fullNameOf } from '../target/personal-data';
import { personalData, STRONG_PASSWORD, WEAK_PASSWORD } from './arguments/account';

/** Only one account can have the empty name: removes the one that an earlier attempt of this run renamed. */
async function removeNameless({ setupAdmin, state }: World): Promise<void> {
  for (const { id, username, email } of await setupAdmin.rpc('users.list', {})) {
    if (username === '' && email.startsWith(state.prefix))
      await setupAdmin.rpc('users.delete', { user_id: id });
  }
}

/** How the verbs on the own account are tried; always by a throw-away account. */
export const PROFILE_ACTIONS = [
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
      const told = {
        ...personalData(own, args.keep ? fullNameOf(own) : 'Changed by the owner'),
        ...(args.username === 'own' ? {} : { username: args.username === 'empty' ? '' : other.username }),
        ...(args.email === 'own' ? {} : { email: other.email }),
      };
      const extra = { none: {}, is_superuser: { is_superuser: true }, user_id: { user_id: other.userId } };
      return {
        request: {
          rpc: 'users.patch_self',
          params: { ...told, ...extra[args.extra] },
        },
        changes: [change('users', KEYS.user(account?.userId ?? other.userId), told)],
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
            new_password: args.new === 'weak' ? WEAK_PASSWORD : STRONG_PASSWORD,
          },
        },
        changes: [change('users', KEYS.user(account?.userId ?? 0), { password: ANY })],
        onlyBySql: 'a password',
        as: client,
      };
    },
  ),
];
