import { z } from 'zod';
import { KEYS } from '../target/keys';
import { add, change, remove } from '../target/stated';
import type { ExplorationDefinition } from '../../wire/explorations';
import {
  exploration,
  explorationDefinition,
  removeExploration,
  type ExploredTable,
} from '../world/exploration';
import { MISSING_ID, action, databaseArg, databaseId, type Action, type AttemptContext } from './action';

const EXPORT = '/api/export/v0/explorations/';

/** The table that the exploration reads: `books`, or `secrets`, which nobody but its owner may read. */
const tableArg = { table: z.enum(['books', 'secrets']).default('books') };

/** Whether the exploration joins a table that is closed to all but its owner. */
const joinedArg = { joined: z.boolean().default(false) };

/** What only the rows of an exploration hold. */
const canaryOf = ({ world }: AttemptContext, table: ExploredTable, joined: boolean): string => {
  if (joined) return world.linkedCanary;
  return table === 'secrets' ? world.secretCanary : world.canary;
};

/** `saved`: one that the set-up admin saved. `missing`: none. */
const explorationArg = { exploration: z.enum(['saved', 'missing']).default('saved') };

/** The parameters that name a saved exploration, and the text that only an answer about it holds. */
async function target(
  context: AttemptContext,
  args: { database: 'main' | 'other' | 'missing'; exploration: 'saved' | 'missing' },
  table: ExploredTable = 'books',
  joined = false,
) {
  const saved =
    args.exploration === 'saved' ? await exploration(context.world, table, { joined }) : undefined;
  return {
    params: {
      database_id: databaseId(context, args.database),
      exploration_id: saved ? context.id(saved.id) : MISSING_ID,
    },
    saved,
  };
}

/** A definition whose table is the target. */
const onTarget = (context: AttemptContext, definition: ExplorationDefinition) => ({
  ...definition,
  base_table_oid: context.oid(definition.base_table_oid),
});

/** How the verbs of explorations are tried. */
export const EXPLORATIONS_ACTIONS: Action[] = [
  action(
    'explorations.list',
    { ...databaseArg, schema: z.enum(['world', 'all']).default('world') },
    async (context, { database, schema }) => {
      const { name } = await exploration(context.world, 'books');
      const params = {
        database_id: databaseId(context, database),
        ...(schema === 'world' ? { schema_oid: context.oid(context.world.schema.oid) } : {}),
      };
      return { request: { rpc: 'explorations.list', params }, canary: name };
    },
  ),

  action('explorations.get', { ...databaseArg, ...explorationArg }, async (context, args) => {
    const { params, saved } = await target(context, args);
    return { request: { rpc: 'explorations.get', params }, ...(saved ? { canary: saved.name } : {}) };
  }),

  action('explorations.run', { ...databaseArg, ...tableArg, ...joinedArg }, (context, args) => {
    const { database, table, joined } = args;
    const definition = explorationDefinition(context.world, table, { joined });
    // It is not saved. By the same name, the next attempt asks the same, word by word.
    const exploration_def = onTarget(context, { ...definition, name: 'explored' });
    return {
      request: {
        rpc: 'explorations.run',
        params: { database_id: databaseId(context, database), exploration_def },
      },
      canary: canaryOf(context, table, joined),
    };
  }),

  action('explorations.add', { ...databaseArg, ...tableArg }, (context, { database, table }) => {
    const { world } = context;
    const database_id = databaseId(context, database);
    const exploration_def = onTarget(context, explorationDefinition(world, table));
    world.onEnd(() => removeExploration(world, database_id, exploration_def.name));
    return {
      request: { rpc: 'explorations.add', params: { database_id, exploration_def } },
      changes: [add('explorations', { ...exploration_def, database_id })],
    };
  }),

  action('explorations.replace', databaseArg, async (context, { database }) => {
    const saved = await exploration(context.world, 'books');
    const name = context.world.name('exploration');
    const new_exploration = { ...saved, id: context.id(saved.id), name };
    return {
      request: {
        rpc: 'explorations.replace',
        params: { database_id: databaseId(context, database), new_exploration },
      },
      changes: [change('explorations', KEYS.exploration(saved.id), { name })],
    };
  }),

  action(
    'export.exploration',
    { ...databaseArg, ...explorationArg, ...tableArg, ...joinedArg },
    async (context, { table, joined, ...args }) => {
      const { params } = await target(context, args, table, joined);
      const query = new URLSearchParams({
        database_id: String(params.database_id),
        exploration_id: String(params.exploration_id),
      });
      return {
        request: { http: { method: 'GET', path: `${EXPORT}?${query.toString()}` } },
        ...(args.exploration === 'saved' ? { canary: canaryOf(context, table, joined) } : {}),
      };
    },
    [`GET ${EXPORT}`],
  ),

  action('explorations.delete', { ...databaseArg, ...explorationArg }, async (context, args) => {
    const { params } = await target(context, args);
    return {
      request: { rpc: 'explorations.delete', params },
      changes: [remove('explorations', KEYS.exploration(params.exploration_id))],
    };
  }),
];
