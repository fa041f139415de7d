import { KEYS } from '../target/keys';
import { add, ANY, change, remove } from '../target/stated';
import { postgresRole, throwAwayPassword } from '../world/postgres-role';
import { removeStoredRole, storedRole } from '../world/stored-role';
import { action, databaseArg, databaseId } from './action';

/** How the verbs of stored roles are tried. */
export const STORED_ROLES_ACTIONS = [
  action('roles.configured.list', databaseArg, (context, { database }) => ({
    request: {
      rpc: 'roles.configured.list',
      params: {
        database_id: context.id(databaseId(context, database)),
        server_id: context.world.state.serverId,
      },
    },
    canary: context.world.postgresRole('viewer').name,
  })),
  action('roles.configured.add', {}, async ({ world }) => {
    const { name, password } = await postgresRole(world, 'to be stored');
    world.onEnd(() => removeStoredRole(world, name));
    return {
      request: { rpc: 'roles.configured.add', params: { server_id: world.state.serverId, name, password } },
      changes: [add('stored roles', { name, server_id: world.state.serverId })],
    };
  }),
  action('roles.configured.delete', {}, async (context) => {
    const { id } = await storedRole(context.world, 'target');
    return {
      request: { rpc: 'roles.configured.delete', params: { configured_role_id: context.id(id) } },
      changes: [remove('stored roles', KEYS.storedRole(id))],
    };
  }),
  action('roles.configured.set_password', {}, async (context) => {
    const { id } = await storedRole(context.world, 'target');
    return {
      request: {
        rpc: 'roles.configured.set_password',
        params: { configured_role_id: context.id(id), password: throwAwayPassword() },
      },
      changes: [change('stored roles', KEYS.storedRole(id), { password: ANY })],
      onlyBySql: 'a stored password',
    };
  }),
];
