import { FIRST_INSTALLATION } from '../../target/session';
import { add } from '../../target/stated';
import { throwAwayPassword } from '../../world/postgres-role';
import { throwAwayAccount } from '../../world/throw-away-account';
import { removeUser } from '../../world/user';
import type { AttemptContext } from '../action';

/** The form of the first installation, as it is sent. Nothing is reported to anybody: both of its boxes are left empty. */
export const firstInstallation = (username: string, password = throwAwayPassword()) =>
  ({
    http: {
      method: 'POST',
      path: FIRST_INSTALLATION,
      form: { username, password1: password, password2: password },
    },
  }) as const;

/** Sends the form of the first installation. Where it succeeds the session becomes another's, so a spare one is used. */
export async function becomeAdmin({ world, role }: AttemptContext) {
  const { client } = await throwAwayAccount(world, role);
  const username = world.name('user');
  world.onEnd(() => removeUser(world, username));
  return { request: firstInstallation(username), changes: [add('users', { username })], as: client };
}
