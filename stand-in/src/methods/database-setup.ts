import { z } from 'zod';
import type { Call } from '../call';
import { ident, withConnection } from '../db';
import { method, type AnyMethod } from '../method';
import {
  connect,
  databaseInfo,
  installIn,
  ownConnection,
  refuseInternalDatabase,
  serverInfo,
  storedRoleInfo,
  type ConnectionSpec,
} from './connected-database';

/** Makes the rows, runs the work between, and puts the functions in; nothing of it stays when a step fails. */
async function setUp(call: Call, spec: ConnectionSpec, makeDatabase: () => Promise<void>) {
  const user = call.requireUser();
  const { release } = call.install.options;
  return call.install.storeTransaction(async (store) => {
    const connection = await connect(store, spec, user.id);
    await makeDatabase();
    const database = await installIn(store, release, connection);
    return {
      server: serverInfo(connection.server),
      database: databaseInfo(database, release),
      configured_role: storedRoleInfo(connection.role),
    };
  });
}

/** `databases.setup` methods. */
export const DATABASE_SETUP_METHODS = {
  'databases.setup.create_new': method({
    gate: 'admin',
    params: z.object({ database: z.string(), nickname: z.string().nullish() }),
    async run(call, { database, nickname }) {
      refuseInternalDatabase(call.install, database);
      const spec = { ...ownConnection(call.install), database, nickname: nickname ?? null };
      return setUp(call, spec, async () => {
        await withConnection(
          call.install.dsn(call.install.options.database),
          (db) => db.run(`CREATE DATABASE ${ident(database)}`),
          { autocommit: true },
        );
      });
    },
  }),
  'databases.setup.connect_existing': method({
    gate: 'admin',
    params: z.object({
      host: z.string(),
      port: z.int().nullish(),
      database: z.string(),
      role: z.string(),
      password: z.string(),
      nickname: z.string().nullish(),
      sslmode: z.string().default('prefer'),
    }),
    async run(call, { host, port, database, role, password, nickname, sslmode }) {
      const { options } = call.install;
      if (host === options.host && port === options.port) refuseInternalDatabase(call.install, database);
      const spec = {
        host,
        port: port ?? null,
        database,
        role,
        password,
        nickname: nickname ?? null,
        sslmode,
      };
      return setUp(call, spec, () => Promise.resolve());
    },
  }),
} satisfies Record<string, AnyMethod>;
