import { z } from 'zod';
import { Client } from '../target/client';
import { KEYS } from '../target/keys';
import { tryLogin } from '../target/session';
import { change, remove, type Stated } from '../target/stated';
import { dismissAdministrators } from '../world/administrators';
import { newInstall } from '../world/new-install';
import { throwAwayPassword } from '../world/postgres-role';
import { throwAwayAccount } from '../world/throw-away-account';
import { worldUser } from '../world/user';
import { action, type Action, type Attempt, type AttemptContext } from './action';
import { personalData } from './arguments/account';
import { becomeAdmin, firstInstallation } from './arguments/first-installation';

/** Sends the form of the first installation where nobody has an account; then asks for what only an administrator is told. */
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

/** What is tried on an install that has one administrator, none any more, or none yet. */
export const LAST_ADMINISTRATOR_ACTIONS: Action[] = [
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
];
