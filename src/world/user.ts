import { throwAwayPassword } from './postgres-role';
import type { World } from './world';

/** An unused account of the world. */
export interface WorldUser {
  userId: number;
  username: string;
  email: string;
  /** Its name in lists: the full name, made unique. */
  shownAs: string;
  /** Set by the administrator: must be changed at the first login. */
  password: string;
}

/** Removes an account by its name, when there is one. */
export async function removeUser(world: World, username: string): Promise<void> {
  const user = (await world.setupAdmin.rpc('users.list', {})).find((known) => known.username === username);
  if (user) await world.setupAdmin.rpc('users.delete', { user_id: user.id });
}

/** The parameters for adding an account with a name of the world. */
export function userDefinition(world: World, username = world.name('user')) {
  return {
    username,
    password: throwAwayPassword(),
    is_superuser: false,
    email: `${username}@example.com`,
    // Lists show it, so it must differ between worlds.
    full_name: `${world.faker.person.fullName()} of ${username}`,
    display_language: 'en',
  };
}

/**
 * An account that has never been used.
 * @param use distinguishes accounts of one world
 */
export function worldUser(world: World, use: string, { superuser = false } = {}): Promise<WorldUser> {
  return world.once(`user ${use}`, async () => {
    const definition = { ...userDefinition(world), is_superuser: superuser };
    const { username, email, password, full_name: shownAs } = definition;
    const { id: userId } = await world.setupAdmin.rpc('users.add', { user_def: definition });
    world.state.hearing?.meet({ username, password }, 'outsider', []);
    world.state.hearing?.plantName(username, username);
    // By id, because an attempt may rename the account.
    world.onEnd(() => world.setupAdmin.rpc('users.delete', { user_id: userId }));
    return { userId, username, email, shownAs, password };
  });
}
