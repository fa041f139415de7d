import { z } from 'zod';
import { KEYS } from '../target/keys';
import { add, change, remove } from '../target/stated';
import { lostDatabase, removeDatabase, scratchDatabase } from '../world/scratch-database';
import { storedRole } from '../world/stored-role';
import { internalDatabase, unconnectedDatabase } from '../world/unconnected-database';
import { databaseMade, disconnected, upgraded } from '../world/effects';
import { MISSING_ID, action, databaseId, type AttemptContext } from './action';

/** A database of the run, none at all, or one of the world's own that came to an end. */
const WHICH = ['main', 'other', 'missing', 'unreachable', 'disconnected', 'deserted'] as const;

/** @returns its id, and its name, which only an answer about it holds */
async function databaseOf({ world }: AttemptContext, which: (typeof WHICH)[number]) {
  if (which === 'main' || which === 'other') return world.state.databases[which];
  return which === 'missing' ? { id: MISSING_ID, name: undefined } : lostDatabase(world, which);
}

/** One that may be changed. */
const changedOf = ({ world }: AttemptContext, which: 'own' | 'unreachable' | 'deserted') =>
  which === 'own' ? scratchDatabase(world) : lostDatabase(world, which);

/** How connecting a database is tried. */
const SETUP = [
  /** `internal` is the database in which Mathesar keeps its own tables. */
  action(
    'databases.setup.create_new',
    { database: z.enum(['new', 'internal']).default('new') },
    async ({ world }, args) => {
      const database = args.database === 'internal' ? (await internalDatabase(world)).name : world.name('db');
      if (args.database === 'new') world.onEnd(() => removeDatabase(world, database));
      return {
        request: { rpc: 'databases.setup.create_new', params: { database } },
        changes: databaseMade(world, database),
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
        changes: [
          add('connected databases', { name: existing.name }),
          add('collaborators', {}),
          ...(args.role === 'new' ? [add('stored roles', { name: role.name })] : []),
        ],
      };
    },
  ),
];

/** How the verbs of databases are tried. Whatever changes a database does it to one of the world's own. */
export const DATABASES_ACTIONS = [
  ...SETUP,
  action('databases.get', { database: z.enum(WHICH).default('main') }, async (context, { database }) => {
    const { id, name } = await databaseOf(context, database);
    return {
      request: { rpc: 'databases.get', params: { database_id: context.id(id) } },
      ...(name === undefined ? {} : { canary: name }),
    };
  }),
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
        changes: [remove('databases', KEYS.database(scratch.name))],
      };
    },
  ),
  action('databases.upgrade_sql', {}, async (context) => {
    const { id, name } = await scratchDatabase(context.world);
    return {
      request: { rpc: 'databases.upgrade_sql', params: { database_id: context.id(id) } },
      changes: upgraded({ id, name }),
    };
  }),
  /** `database` is the one that the answer must hold. */
  action(
    'databases.configured.list',
    {
      database: z.enum(WHICH).exclude(['missing']).default('main'),
      server: z.enum(['all', 'one']).default('all'),
    },
    async (context, { database, server }) => ({
      request: {
        rpc: 'databases.configured.list',
        params: server === 'one' ? { server_id: context.world.state.serverId } : {},
      },
      canary: (await databaseOf(context, database)).name ?? '',
    }),
  ),
  action('databases.configured.patch', {}, async (context) => {
    const { id } = await scratchDatabase(context.world);
    const patch = { nickname: context.world.faker.word.noun() };
    return {
      request: { rpc: 'databases.configured.patch', params: { database_id: context.id(id), patch } },
      changes: [change('connected databases', KEYS.connected(id), patch)],
    };
  }),
  action(
    'databases.configured.disconnect',
    { database: z.enum(['own', 'unreachable', 'deserted']).default('own') },
    async (context, { database }) => {
      const { id, name } = await changedOf(context, database);
      return {
        request: { rpc: 'databases.configured.disconnect', params: { database_id: context.id(id) } },
        changes: disconnected({ id, name }),
      };
    },
  ),
];
