import { z } from 'zod';
import { collaborator } from '../world/collaborator';
import { scratchDatabase } from '../world/scratch-database';
import { storedRole } from '../world/stored-role';
import { throwAwayAccount } from '../world/throw-away-account';
import { worldUser } from '../world/user';
import { action, databaseArg, databaseId, MISSING_ID } from './action';

const collaboratorArg = { collaborator: z.enum(['other', 'missing']).default('other') };

/** How the verbs of collaborators are tried. */
export const COLLABORATORS_ACTIONS = [
  action('collaborators.list', databaseArg, (context, { database }) => {
    const { accounts } = context.world.state;
    const member = accounts[database === 'main' ? 'viewer' : 'outsider'];
    return {
      request: {
        rpc: 'collaborators.list',
        params: { database_id: context.id(databaseId(context, database)) },
      },
      // Releases before 0.11.0 give no names.
      ...(database === 'missing' || !member
        ? {}
        : { canary: new RegExp(`"user_id": ?${String(member.userId)}\\b`) }),
    };
  }),
  /** `own` adds the actor, with the role that owns everything, to a database to which the actor has no access. */
  action(
    'collaborators.add',
    { user: z.enum(['other', 'own']).default('other') },
    async ({ world, role }, { user }) => {
      const other = await worldUser(world, 'other');
      if (user === 'other') {
        const { id } = await storedRole(world, 'assigned');
        return {
          request: {
            rpc: 'collaborators.add',
            params: { database_id: world.databaseId, user_id: other.userId, configured_role_id: id },
          },
          changes: 'collaborators',
        };
      }
      const { client, account } = await throwAwayAccount(world, role);
      const database = await scratchDatabase(world);
      return {
        request: {
          rpc: 'collaborators.add',
          params: {
            database_id: database.id,
            user_id: account?.userId ?? other.userId,
            configured_role_id: world.postgresRole('owner').storedRoleId,
          },
        },
        changes: 'collaborators',
        as: client,
      };
    },
  ),
  action('collaborators.delete', collaboratorArg, async (context, args) => {
    const id = args.collaborator === 'missing' ? MISSING_ID : (await collaborator(context.world)).id;
    return {
      request: { rpc: 'collaborators.delete', params: { collaborator_id: context.id(id) } },
      changes: 'collaborators',
    };
  }),
  action('collaborators.set_role', {}, async (context) => {
    const { id } = await collaborator(context.world);
    return {
      request: {
        rpc: 'collaborators.set_role',
        params: {
          collaborator_id: context.id(id),
          configured_role_id: context.world.postgresRole('owner').storedRoleId,
        },
      },
      changes: 'collaborators',
    };
  }),
];
