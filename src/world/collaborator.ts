import { storedRole } from './stored-role';
import { worldUser } from './user';
import type { World } from './world';

/** Makes an unused account of the world a collaborator of the main database, with a role without privileges. */
export function collaborator(world: World): Promise<{ id: number; userId: number; shownAs: string }> {
  return world.once('collaborator', async () => {
    const { userId, username, shownAs } = await worldUser(world, 'collaborator');
    const role = await storedRole(world, 'of the collaborator');
    const { id } = await world.setupAdmin.rpc('collaborators.add', {
      database_id: world.databaseId,
      user_id: userId,
      configured_role_id: role.id,
    });
    world.state.hearing?.meet({ username }, 'outsider', [world.state.databases.main.name]);
    return { id, userId, shownAs };
  });
}
