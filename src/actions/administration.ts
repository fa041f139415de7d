import { z } from 'zod';
import { KEYS } from '../target/keys';
import { add, change, remove, type Stated } from '../target/stated';
import { Client } from '../target/client';
import { FIRST_INSTALLATION, tryLogin } from '../target/session';
import { dismissAdministrators } from '../world/administrators';
import { newInstall } from '../world/new-install';
import { throwAwayPassword } from '../world/postgres-role';
import { throwAwayAccount } from '../world/throw-away-account';
import { removeUser, worldUser } from '../world/user';
import { action, type Action, type Attempt, type AttemptContext } from './action';
import { personalData } from './arguments/account';

/** The form of the first installation, as it is sent. Nothing is reported to anybody: both of its boxes are left empty. */
const firstInstallation = (username: string, password = throwAwayPassword()) =>
  ({
    http: {
      method: 'POST',
      path: FIRST_INSTALLATION,
      form: { username, password1: password, password2: password },
    },
  }) as const;

/** Sends the form of the first installation. Where it succeeds the session becomes another's, so a spare one is used. */
async function becomeAdmin({ world, role }: AttemptContext) {
  const { client } = await throwAwayAccount(world, role);
  const username = world.name('user');
  world.onEnd(() => removeUser(world, username));
  return { request: firstInstallation(username), changes: [add('users', { username })], as: client };
}

/** Sends it on an install on which nobody has an account; then asks for what only an administrator is told. */
async function becomeFirst({ world }: AttemptContext): Promise<Attempt> {
  const baseUrl = await newInstall(world);
  const username = world.name('first');
  const password = throwAwayPassword();
  await new Client(baseUrl, undefined).http(firstInstallation(username, password).http);
  const { session } = await tryLogin(baseUrl, username, password);
  return {
    request: { rpc: 'users.list', params: {} },
    canary: username,
    as: new Client(baseUrl, session),
  };
}

const abandoned = async (context: AttemptContext): Promise<Attempt> => ({
  ...(await becomeAdmin(context)),
  prepare: () => dismissAdministrators(context.world),
});

/**
 * An attempt on the last administrator of the install: the actor, or, where the actor is none, somebody of the world. All
 * others get their rights back after it.
 */
async function onTheLast(
  { world, role }: AttemptContext,
  request: (userId: number, username: string) => Pick<Attempt, 'request'> & { changes: Stated[] },
): Promise<Attempt> {
  const own = role.account === 'admin' ? await throwAwayAccount(world, role) : undefined;
  const { userId, username } = own?.account ?? (await worldUser(world, 'the last', { superuser: true }));
  return {
    ...request(userId, username),
    ...(own && { as: own.client }),
    prepare: () => dismissAdministrators(world, userId),
  };
}

/** What leaves the whole install without an administrator for a moment. */
const ENDS = [
  action(
    'last_admin.demote',
    {},
    (context) =>
      onTheLast(context, (user_id, username) => {
        const told = { is_superuser: false, ...personalData(username, 'No administrator any more') };
        return {
          request: { rpc: 'users.patch_other', params: { user_id, ...told } },
          changes: [change('users', KEYS.user(user_id), told)],
        };
      }),
    ['users.patch_other'],
  ),
  action(
    'last_admin.delete',
    {},
    (context) =>
      onTheLast(context, (user_id) => ({
        request: { rpc: 'users.delete', params: { user_id } },
        changes: [remove('users', KEYS.user(user_id))],
      })),
    ['users.delete'],
  ),
  action('last_admin.replace', {}, abandoned, ['POST /complete_installation/']),
].map((end): Action => ({ ...end, beyond: 'administrators' }));

/** How what only administrators may do is tried in roundabout ways. */
export const ADMINISTRATION_ACTIONS: Action[] = [
  ...ENDS,
  /** `new`: nobody has an account there. `complete`: it has an administrator. `abandoned`: it has none any more. */
  {
    ...action(
      'first_admin.make',
      { install: z.enum(['new', 'complete', 'abandoned']).default('complete') },
      (context, { install }) => ({ new: becomeFirst, complete: becomeAdmin, abandoned })[install](context),
      ['POST /complete_installation/'],
    ),
    beyond: 'administrators',
    needsNewInstall: true,
  },
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
