import { z } from 'zod';
import { notFound, withIntegrity } from '../errors';
import { method, type AnyMethod } from '../method';
import type { ServerRow } from '../store/schema';
import { serverInfo } from './connected-database';
import type { ServersMethods } from '../../../wire/databases';

/** `servers` methods. */
export const SERVERS_METHODS: Record<keyof ServersMethods, AnyMethod> = {
  'servers.configured.list': method({
    gate: 'login',
    collaborator: false,
    params: z.object({}),
    async run(call) {
      const user = call.requireUser();
      const rows = await call.store.rows<ServerRow>(
        `SELECT * FROM mathesar_server s WHERE $1
           OR EXISTS (SELECT 1 FROM mathesar_userdatabaserolemap m WHERE m.server_id = s.id AND m.user_id = $2)
         ORDER BY id`,
        [user.is_superuser, user.id],
      );
      return rows.map(serverInfo);
    },
  }),
  'servers.configured.patch': method({
    gate: 'admin',
    params: z.object({
      server_id: z.int(),
      patch: z.object({
        host: z.string().optional(),
        port: z.int().nullable().optional(),
        sslmode: z.string().optional(),
      }),
    }),
    async run(call, { server_id, patch }) {
      const known = await call.store.row<ServerRow>('SELECT * FROM mathesar_server WHERE id = $1', [
        server_id,
      ]);
      if (!known) throw notFound('Server');
      const { host = known.host, port = known.port, sslmode = known.sslmode } = patch;
      await withIntegrity(() =>
        call.store.run(
          `UPDATE mathesar_server SET host = $2, port = $3, sslmode = $4, updated_at = clock_timestamp()
           WHERE id = $1`,
          [server_id, host, port, sslmode],
        ),
      );
      return serverInfo({ id: server_id, host, port, sslmode });
    },
  }),
};
