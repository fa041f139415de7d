import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ACTIONS } from '../actions';
import { action, type Action, type AttemptContext } from '../actions/action';
import { sampleOf, visitorAccount, type Sample } from './sample';

/** Verbs of the permission plan that make do with what a visitor may make in the own database. */
const OF_THE_PERMISSION_PLAN = [
  'schemas.add',
  'schemas.delete',
  'tables.add',
  'tables.delete',
  'records.add',
  'records.patch',
  'records.delete',
  'explorations.get',
  'explorations.run',
  'explorations.add',
  'explorations.delete',
  'export.exploration',
  'forms.get',
  'forms.get_source_info',
  'forms.submit',
  'forms.delete',
];

/** Declares an action that only reads, and so may run on a live demo; parameters as {@link action}. */
const reading: typeof action = (...declaration) => {
  const made = action(...declaration);
  return { ...made, info: { ...made.info, reads: true } };
};

/**
 * Through which database an attempt goes: the visitor's, by its id, or the one of whoever acts, with the identifiers
 * of what is in the visitor's.
 */
const databaseArg = { database: z.enum(['visitor', 'own']).default('visitor') };
type Which = z.output<(typeof databaseArg)['database']>;

function databaseId({ world, role }: AttemptContext, which: Which): number {
  const { main, other } = world.state.databases;
  return which === 'own' && role.collaborator === 'other' ? other.id : main.id;
}

/** A read of the visitor's sample data: by which parameters, and what only an answer with the data holds. */
function readSample(
  rpc: string,
  params: (sample: Sample) => object,
  canary: (sample: Sample) => string | undefined,
): Action {
  return reading(rpc, databaseArg, async (context, { database }) => {
    const sample = await sampleOf(context.world, 'visitor');
    const planted = canary(sample);
    return {
      request: { rpc, params: { database_id: databaseId(context, database), ...params(sample) } },
      ...(planted !== undefined && { canary: planted }),
    };
  });
}

const TABLE_EXPORT = '/api/export/v0/tables/';

/** Attempts that send nothing but what reads: those of a plan's rules that are marked safe. */
const READING: readonly Action[] = [
  /** Whether somebody's database is in the list of databases. */
  reading(
    'databases.configured.list',
    { of: z.enum(['visitor', 'neighbour']).default('visitor') },
    ({ world }, { of }) => ({
      request: { rpc: 'databases.configured.list', params: {} },
      canary: `"${world.state.databases[of === 'visitor' ? 'main' : 'other'].name}"`,
    }),
  ),
  reading('databases.get', {}, ({ world }) => ({
    request: { rpc: 'databases.get', params: { database_id: world.state.databases.main.id } },
    canary: `"${world.state.databases.main.name}"`,
  })),
  reading('schemas.list', {}, async (context) => ({
    request: { rpc: 'schemas.list', params: { database_id: context.world.state.databases.main.id } },
    canary: (await sampleOf(context.world, 'visitor')).schema.name,
  })),
  readSample(
    'tables.list',
    ({ schema }) => ({ schema_oid: schema.oid }),
    ({ table }) => `"${table.name}"`,
  ),
  readSample(
    'tables.get',
    ({ table }) => ({ table_oid: table.oid }),
    ({ table }) => `"${table.name}"`,
  ),
  readSample(
    'records.list',
    ({ table }) => ({ table_oid: table.oid, limit: 5, offset: 0 }),
    ({ canary }) => canary,
  ),
  reading('explorations.list', {}, ({ world }) => ({
    request: { rpc: 'explorations.list', params: { database_id: world.state.databases.main.id } },
  })),
  readSample(
    'forms.list',
    ({ schema }) => ({ schema_oid: schema.oid }),
    () => undefined,
  ),
  reading('collaborators.list', {}, ({ world }) => ({
    request: { rpc: 'collaborators.list', params: { database_id: world.state.databases.main.id } },
    canary: `"${visitorAccount(world.state, 'visitor').username}"`,
  })),
  reading('roles.list', {}, ({ world }) => ({
    request: { rpc: 'roles.list', params: { database_id: world.state.databases.main.id } },
  })),
  reading(
    'export.table',
    databaseArg,
    async (context, { database }) => {
      const { table, canary } = await sampleOf(context.world, 'visitor');
      const ids = { database_id: String(databaseId(context, database)), table_oid: String(table.oid) };
      return {
        request: {
          http: { method: 'GET', path: `${TABLE_EXPORT}?${new URLSearchParams(ids).toString()}` },
        },
        canary,
      };
    },
    [`GET ${TABLE_EXPORT}`],
  ),
  /** The sample data of whoever acts, in the own database. */
  reading(
    'sample_data',
    {},
    async (context) => {
      const { table, canary } = await sampleOf(
        context.world,
        context.role.name === 'neighbour' ? 'neighbour' : 'visitor',
      );
      const params = { database_id: databaseId(context, 'own'), table_oid: table.oid, limit: 5, offset: 0 };
      return { request: { rpc: 'records.list', params }, canary };
    },
    ['records.list'],
  ),
  reading('users.list', {}, ({ world }) => ({
    request: { rpc: 'users.list', params: {} },
    canary: `"${visitorAccount(world.state, 'visitor').username}"`,
  })),
];

/** Attempts at what is for administrators. What they make is named like the run, and removed with it. */
const CHANGING: readonly Action[] = [
  action('users.add', {}, ({ world }) => {
    const username = world.name('user');
    const user_def = {
      username,
      password: `Pw-${randomBytes(15).toString('base64url')}`,
      is_superuser: false,
      email: `${username}@example.com`,
      full_name: username,
      display_language: 'en',
    };
    return { request: { rpc: 'users.add', params: { user_def } }, changes: 'users' };
  }),
  action('databases.setup.create_new', {}, ({ world }) => ({
    request: { rpc: 'databases.setup.create_new', params: { database: world.name('database') } },
    changes: 'connected databases',
  })),
];

/** Every verb by which a demo is tried over the API, by name. */
export const DEMO_ACTIONS: ReadonlyMap<string, Action> = new Map(
  [...OF_THE_PERMISSION_PLAN.flatMap((name) => ACTIONS.get(name) ?? []), ...READING, ...CHANGING].map(
    (each) => [each.info.name, each],
  ),
);
