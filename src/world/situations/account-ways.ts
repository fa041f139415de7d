import { Client } from '../../target/client';
import { addUser } from '../../target/provision';
import { firstLogin, login } from '../../target/session';
import type { RunAccount } from '../../target/state';
import type { Role } from '../../roles';
import { throwAwayPassword } from '../postgres-role';
import type { World } from '../world';
import { clientOf, memberLike, type Member } from './holder';
import { addEntry, entryOf } from './mathesar-ways';
import type { Holder, Way } from './situation';

/** Rights that an account has by being there, and by being signed in. */

const signIn = async (world: World, account: RunAccount, password: string): Promise<Holder> => {
  const { session } = await login(world.state.baseUrl, account.username, password, { changeDue: false });
  return asHolder(world, { ...account, session });
};

const asHolder = (world: World, account: RunAccount): Holder => ({
  client: clientOf(world, account),
  account,
});

/** An account that is made again under the name of one that is gone. */
async function remade(world: World, role: Role, { username }: RunAccount): Promise<Member> {
  const account = await addUser(world.setupAdmin, world.state, username, role.account === 'admin');
  world.onEnd(() => world.setupAdmin.rpc('users.delete', { user_id: account.userId }));
  return { client: clientOf(world, account), account };
}

const remove = (world: World, { userId: user_id }: RunAccount) =>
  world.setupAdmin.rpc('users.delete', { user_id });

/** The account, which is deleted; given back, it is made anew with all that it was. */
export const ACCOUNT: Way = {
  name: 'account',
  hold: async (world, role) => {
    const holder = await memberLike(world, role);
    const { configured_role_id } = await entryOf(world, holder.account.userId);
    return {
      holder,
      take: async () => {
        await remove(world, holder.account);
        return undefined;
      },
      give: async () => {
        const again = await remade(world, role, holder.account);
        await addEntry(world, again.account.userId, configured_role_id);
        return again;
      },
    };
  },
};

/** The account, after which another one has its name. @param seenBy whose session tries what the account might */
function nameOf(name: string, seenBy: 'the new account' | 'the old session'): Way {
  return {
    name,
    hold: async (world, role) => {
      const holder = await memberLike(world, role);
      return {
        holder,
        take: async () => {
          await remove(world, holder.account);
          const again = await remade(world, role, holder.account);
          return seenBy === 'the new account' ? again : undefined;
        },
      };
    },
  };
}

export const NAMESAKE = nameOf('account of the same name', 'the new account');
export const NAMESAKE_SESSION = nameOf('session of an account of the same name', 'the old session');

/**
 * A session, which ends as something is done to its account.
 * @param end returns the password that is valid from then on
 * @param again signs in with it
 */
function session(
  name: string,
  end: (world: World, holder: Member) => Promise<string>,
  again: typeof signIn = signIn,
): Way {
  return {
    name,
    hold: async (world, role) => {
      const holder = await memberLike(world, role);
      let { password } = holder.account;
      return {
        holder,
        take: async () => {
          password = await end(world, holder);
          return undefined;
        },
        give: () => again(world, holder.account, password),
      };
    },
  };
}

async function changePassword(client: Client, old_password: string): Promise<string> {
  const new_password = throwAwayPassword();
  await client.rpc('users.password.replace_own', { old_password, new_password });
  return new_password;
}

/** A session in which the own password is changed. */
export const OWN_PASSWORD = session('password changed in the session', (_world, { client, account }) =>
  changePassword(client, account.password),
);

/** A session beside the one in which the own password is changed. */
export const PASSWORD_ELSEWHERE = session('password changed elsewhere', async (world, { account }) => {
  const { client } = await signIn(world, account, account.password);
  return changePassword(client, account.password);
});

/** A session of an account whose password an administrator sets; the user must change it at the next sign-in. */
export const SET_PASSWORD = session(
  'password set by an admin',
  async ({ setupAdmin }, { account: { userId: user_id } }) => {
    const new_password = throwAwayPassword();
    await setupAdmin.rpc('users.password.revoke', { user_id, new_password });
    return new_password;
  },
  async (world, account, password) => {
    const { baseUrl, firstPasswordEnds: changeDue } = world.state;
    const own = throwAwayPassword();
    const { session: opened } = await firstLogin(baseUrl, account.username, password, own, { changeDue });
    return asHolder(world, { ...account, session: opened });
  },
);

/** A session in which the user signs out. */
export const SIGNED_IN = session('sign-out', async (_world, { client, account }) => {
  await client.http({ method: 'GET', path: '/auth/logout/' });
  return account.password;
});

/** The browser, in which somebody else signs in. */
export const BROWSER: Way = { ...SIGNED_IN, name: 'browser', passesOn: true };

/** A password, sent with each call, that is changed. */
export const PASSWORD: Way = {
  name: 'password',
  hold: async (world, role) => {
    const { client, account } = await memberLike(world, role);
    const { username, password } = account;
    return {
      holder: { client: new Client(world.state.baseUrl, undefined, { username, password }), account },
      take: async () => {
        await changePassword(client, password);
        return undefined;
      },
    };
  },
};
