import { z } from 'zod';
import { KEYS } from '../target/keys';
import type { Fields } from '../target/snapshot';
import { add, change, remove } from '../target/stated';
import { collaborator } from '../world/collaborator';
import { lostDatabase, removeCollaborators, scratchDatabase } from '../world/scratch-database';
import { storedRole } from '../world/stored-role';
import { throwAwayAccount } from '../world/throw-away-account';
import { worldUser } from '../world/user';
import { action, databaseArg, databaseId, MISSING_ID, type AttemptContext } from './action';

/** `last`: the only one that a database has. */
const collaboratorArg = { collaborator: z.enum(['other', 'last', 'missing']).default('other') };

async function collaboratorId(
  { world }: AttemptContext,
  which: 'other' | 'last' | 'missing',
): Promise<number> {
  if (which === 'missing') return MISSING_ID;
  if (which === 'other') return (await collaborator(world)).id;
  const { id } = await scratchDatabase(world, 'of one collaborator');
  const [last = MISSING_ID] = await removeCollaborators(world, id, 1);
  return last;
}

const added = (params: Fields) => ({
  request: { rpc: 'collaborators.add', params },
  changes: [add('collaborators', params)],
});

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
    {
      user: z.enum(['other', 'own']).default('other'),
      /** Of the actor who adds himself; nobody collaborates in a `deserted` one. */
      database: z.enum(['scratch', 'deserted']).default('scratch'),
    },
    async ({ world, role }, { user, database: which }) => {
      const other = await worldUser(world, 'other');
      if (user === 'other') {
        const { id } = await storedRole(world, 'assigned');
        return {
          ...added({ database_id: world.databaseId, user_id: other.userId, configured_role_id: id }),
        };
      }
      const { client, account } = await throwAwayAccount(world, role);
      const database = await (which === 'deserted' ? lostDatabase(world, which) : scratchDatabase(world));
      return {
        ...added({
          database_id: database.id,
          user_id: account?.userId ?? other.userId,
          configured_role_id: world.postgresRole('owner').storedRoleId,
        }),
        as: client,
      };
    },
  ),
  action('collaborators.delete', collaboratorArg, async (context, args) => {
    const id = context.id(await collaboratorId(context, args.collaborator));
    return {
      request: { rpc: 'collaborators.delete', params: { collaborator_id: id } },
      changes: [remove('collaborators', KEYS.collaborator(id))],
    };
  }),
  action('collaborators.set_role', {}, async (context) => {
    const { id } = await collaborator(context.world);
    const configured_role_id = context.world.postgresRole('owner').storedRoleId;
    return {
      request: {
        rpc: 'collaborators.set_role',
        params: { collaborator_id: context.id(id), configured_role_id },
      },
      changes: [change('collaborators', KEYS.collaborator(id), { configured_role_id })],
    };
  }),
];
