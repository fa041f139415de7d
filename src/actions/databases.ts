import { z } from 'zod';
import { scratchDatabase } from '../world/scratch-database';
import { action, databaseArg, databaseId } from './action';
import { DATABASE_SETUP_ACTIONS } from './database-setup';

/** How the verbs of databases are tried. Whatever changes a database does it to one of the world's own. */
export const DATABASES_ACTIONS = [
  ...DATABASE_SETUP_ACTIONS,
  action('databases.get', databaseArg, (context, { database }) => ({
    request: { rpc: 'databases.get', params: { database_id: context.id(databaseId(context, database)) } },
    ...(database === 'missing' ? {} : { canary: context.world.state.databases[database].name }),
  })),
  /** Drops a throw-away database, over a connection to the database that is named (`itself`: to the dropped one). */
  action(
    'databases.delete',
    { database: z.enum(['main', 'other', 'itself']).default('main') },
    async (context, { database }) => {
      const scratch = await scratchDatabase(context.world);
      return {
        request: {
          rpc: 'databases.delete',
          params: {
            database_id: database === 'itself' ? scratch.id : databaseId(context, database),
            database_oid: context.oid(scratch.oid),
          },
        },
        changes: 'databases',
      };
    },
  ),
  action('databases.upgrade_sql', {}, async (context) => {
    const { id, name } = await scratchDatabase(context.world);
    return {
      request: { rpc: 'databases.upgrade_sql', params: { database_id: context.id(id) } },
      changes: `inside ${name}`,
    };
  }),
  /** `database` is the one that the answer must hold. */
  action(
    'databases.configured.list',
    { database: z.enum(['main', 'other']).default('main'), server: z.enum(['all', 'one']).default('all') },
    ({ world: { state } }, { database, server }) => ({
      request: {
        rpc: 'databases.configured.list',
        params: server === 'one' ? { server_id: state.serverId } : {},
      },
      canary: state.databases[database].name,
    }),
  ),
  action('databases.configured.patch', {}, async (context) => {
    const { id } = await scratchDatabase(context.world);
    return {
      request: {
        rpc: 'databases.configured.patch',
        params: { database_id: context.id(id), patch: { nickname: context.world.faker.word.noun() } },
      },
      changes: 'connected databases',
    };
  }),
  action('databases.configured.disconnect', {}, async (context) => {
    const { id } = await scratchDatabase(context.world);
    return {
      request: { rpc: 'databases.configured.disconnect', params: { database_id: context.id(id) } },
      changes: 'connected databases',
    };
  }),
];
