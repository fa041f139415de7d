import { z } from 'zod';
import { internalDatabase, unconnectedDatabase } from '../world/unconnected-database';
import { removeDatabase } from '../world/scratch-database';
import { storedRole } from '../world/stored-role';
import { action } from './action';

/** How connecting a database is tried. */
export const DATABASE_SETUP_ACTIONS = [
  /** `internal` is the database in which Mathesar keeps its own tables. */
  action(
    'databases.setup.create_new',
    { database: z.enum(['new', 'internal']).default('new') },
    async ({ world }, args) => {
      const database = args.database === 'internal' ? (await internalDatabase(world)).name : world.name('db');
      if (args.database === 'new') world.onEnd(() => removeDatabase(world, database));
      return {
        request: { rpc: 'databases.setup.create_new', params: { database } },
        changes: 'connected databases',
      };
    },
  ),
  /**
   * Connects a database that Mathesar does not know. `role`: its owner, whom Mathesar does not know either (`new`), the
   * owner after Mathesar stored the right password (`stored`), or a stored role that may not create anything in it
   * (`weak`).
   */
  action(
    'databases.setup.connect_existing',
    {
      database: z.enum(['existing', 'internal']).default('existing'),
      role: z.enum(['new', 'stored', 'weak']).default('new'),
      password: z.enum(['right', 'wrong']).default('right'),
    },
    async ({ world }, args) => {
      const { host, port, name } = await internalDatabase(world);
      // One database for each, because storing its owner's password can not be taken back in this world.
      const existing = await unconnectedDatabase(world, args.role);
      const use = { stored: `owner of ${args.role}`, weak: 'weak' };
      const role = args.role === 'new' ? existing.owner : await storedRole(world, use[args.role]);
      return {
        request: {
          rpc: 'databases.setup.connect_existing',
          params: {
            host,
            port,
            database: args.database === 'internal' ? name : existing.name,
            role: role.name,
            password: args.password === 'right' ? role.password : 'not the right one',
          },
        },
        changes: 'connected databases',
      };
    },
  ),
];
