import { z } from 'zod';
import type { Call } from '../call';
import { notFound, withIntegrity } from '../errors';
import { method, type AnyMethod } from '../method';
import type { ConfiguredRoleRow } from '../store/schema';
import { storedRoleInfo } from './connected-database';
import type { StoredRolesMethods } from '../../../wire/roles';

/** A stored role. @throws RpcError -28009 when there is none with this id */
export async function storedRoleById(call: Call, id: number): Promise<ConfiguredRoleRow> {
  const role = await call.store.row<ConfiguredRoleRow>(
    'SELECT * FROM mathesar_configuredrole WHERE id = $1',
    [id],
  );
  if (!role) throw notFound('ConfiguredRole');
  return role;
}

/** `roles.configured` methods. A stored role is taken as it is: nothing tries its password. */
export const STORED_ROLES_METHODS: Record<keyof StoredRolesMethods, AnyMethod> = {
  'roles.configured.list': method({
    gate: 'login',
    params: z.object({ database_id: z.int(), server_id: z.int() }),
    run: async (call, { database_id, server_id }) =>
      (
        await call.store.rows<ConfiguredRoleRow>(
          `SELECT r.* FROM mathesar_configuredrole r JOIN mathesar_database d ON d.server_id = r.server_id
           WHERE r.server_id = $1 AND d.id = $2 ORDER BY r.id`,
          [server_id, database_id],
        )
      ).map(storedRoleInfo),
  }),
  'roles.configured.add': method({
    gate: 'admin',
    params: z.object({ server_id: z.int(), name: z.string(), password: z.string() }),
    async run(call, { server_id, name, password }) {
      const server = await call.store.row('SELECT 1 FROM mathesar_server WHERE id = $1', [server_id]);
      if (!server) throw notFound('Server');
      const role = await withIntegrity(() =>
        call.store.row<ConfiguredRoleRow>(
          'INSERT INTO mathesar_configuredrole (name, server_id, password) VALUES ($1, $2, $3) RETURNING *',
          [name, server_id, password],
        ),
      );
      return role && storedRoleInfo(role);
    },
  }),
  'roles.configured.delete': method({
    gate: 'admin',
    params: z.object({ configured_role_id: z.int() }),
    async run(call, { configured_role_id }) {
      await storedRoleById(call, configured_role_id);
      await call.store.run('DELETE FROM mathesar_configuredrole WHERE id = $1', [configured_role_id]);
    },
  }),
  'roles.configured.set_password': method({
    gate: 'admin',
    params: z.object({ configured_role_id: z.int(), password: z.string() }),
    async run(call, { configured_role_id, password }) {
      await storedRoleById(call, configured_role_id);
      await call.store.run('UPDATE mathesar_configuredrole SET password = $2 WHERE id = $1', [
        configured_role_id,
        password,
      ]);
    },
  }),
};
