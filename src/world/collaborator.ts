import { storedRole } from './stored-role';
import { worldUser } from './user';
import type { World } from './world';

/**
 * Makes an unused account of the world a collaborator of the main database, with a role without privileges, and of the
 * other one as well, where nothing may happen to it.
 */
export function collaborator(world: World): Promise<{ id: number; userId: number; shownAs: string }> {
  return world.once('collaborator', async () => {
    const { userId, username, shownAs } = await worldUser(world, 'collaborator');
    const role = await storedRole(world, 'of the collaborator');
    const { main, other } = world.state.databases;
    const [made] = await world.setupAdmin.all(
      [main, other].map(
        ({ id: database_id }) =>
          ({
            method: 'collaborators.add',
            params: { database_id, user_id: userId, configured_role_id: role.id },
          }) as const,
      ),
    );
    if (!made) throw new Error('the answer to a batch is empty');
    world.state.hearing?.meet({ username }, 'outsider', [main.name, other.name]);
    return { id: made.id, userId, shownAs };
  });
}
