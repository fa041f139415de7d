import { z } from 'zod';
import type { Call } from '../call';
import { notFound, withIntegrity } from '../errors';
import { method, type AnyMethod } from '../method';
import { storedRoleById } from './stored-roles';
import { userById, userInfo } from './users';
import type { CollaboratorsMethods } from '../../../wire/collaborators';

interface CollaboratorRow {
  id: number;
  user_id: number;
  database_id: number;
  configured_role_id: number;
}

async function describe(call: Call, { id, user_id, database_id, configured_role_id }: CollaboratorRow) {
  const user_info = userInfo(await userById(call, user_id));
  return { id, user_id, database_id, configured_role_id, user_info };
}

/** @throws RpcError -28009 when no collaborator has this id */
async function collaboratorById(call: Call, id: number): Promise<CollaboratorRow> {
  const row = await call.store.row<CollaboratorRow>(
    'SELECT * FROM mathesar_userdatabaserolemap WHERE id = $1',
    [id],
  );
  if (!row) throw notFound('UserDatabaseRoleMap');
  return row;
}

/** `collaborators` methods. */
export const COLLABORATORS_METHODS: Record<keyof CollaboratorsMethods, AnyMethod> = {
  'collaborators.list': method({
    gate: 'login',
    params: z.object({ database_id: z.int() }),
    // In one query: a user may be deleted meanwhile.
    run: (call, { database_id }) =>
      call.store.rows(
        `SELECT m.id, user_id, database_id, configured_role_id, jsonb_build_object('id', u.id, 'username', username,
           'is_superuser', is_superuser, 'email', email, 'full_name', full_name, 'display_language', display_language)
           AS user_info
         FROM mathesar_userdatabaserolemap m JOIN mathesar_user u ON u.id = m.user_id
         WHERE database_id = $1 ORDER BY m.id`,
        [database_id],
      ),
  }),
  'collaborators.add': method({
    gate: 'admin',
    params: z.object({ database_id: z.int(), user_id: z.int(), configured_role_id: z.int() }),
    async run(call, { database_id, user_id, configured_role_id }) {
      await call.database(database_id);
      await userById(call, user_id);
      const { server_id } = await storedRoleById(call, configured_role_id);
      const row = await withIntegrity(() =>
        call.store.row<CollaboratorRow>(
          `INSERT INTO mathesar_userdatabaserolemap (database_id, user_id, configured_role_id, server_id)
           VALUES ($1, $2, $3, $4) RETURNING *`,
          [database_id, user_id, configured_role_id, server_id],
        ),
      );
      return row && describe(call, row);
    },
  }),
  'collaborators.delete': method({
    gate: 'admin',
    params: z.object({ collaborator_id: z.int() }),
    async run(call, { collaborator_id }) {
      await collaboratorById(call, collaborator_id);
      await call.store.run('DELETE FROM mathesar_userdatabaserolemap WHERE id = $1', [collaborator_id]);
    },
  }),
  'collaborators.set_role': method({
    gate: 'admin',
    params: z.object({ collaborator_id: z.int(), configured_role_id: z.int() }),
    async run(call, { collaborator_id, configured_role_id }) {
      const collaborator = await collaboratorById(call, collaborator_id);
      await storedRoleById(call, configured_role_id);
      await call.store.run('UPDATE mathesar_userdatabaserolemap SET configured_role_id = $2 WHERE id = $1', [
        collaborator_id,
        configured_role_id,
      ]);
      return describe(call, { ...collaborator, configured_role_id });
    },
  }),
};
