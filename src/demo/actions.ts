import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ACTIONS } from '../actions';
import { action, type Action, type AttemptContext } from '../actions/action';
import { databaseMade } from '../world/effects';
import type { Sample } from '../target/sample';
import { KEYS } from '../target/keys';
import { add, may, type Stated } from '../target/stated';
import { sampleOf, visitorAccount } from './sample';

/** Verbs of the permission plan that need nothing beyond what visitors may make in their own databases. */
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

/** Declares an action that only reads and may therefore run on a live demo; parameters as {@link action}. */
const reading: typeof action = (...declaration) => {
  const made = action(...declaration);
  return { ...made, info: { ...made.info, reads: true } };
};

/**
 * The database that an attempt addresses: the visitor's, or the acting role's own combined with identifiers
 * of objects in the visitor's.
 */
const databaseArg = { database: z.enum(['visitor', 'own']).default('visitor') };
type Which = z.output<(typeof databaseArg)['database']>;

function databaseId({ world, role }: AttemptContext, which: Which): number {
  const { main, other } = world.state.databases;
  return which === 'own' && role.collaborator === 'other' ? other.id : main.id;
}

/** A read of the visitor's sample data: its parameters, and the text that only an answer with the data contains. */
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

/** Attempts that only read: for rules that the plan marks safe. */
const READING: readonly Action[] = [
  /** Whether a visitor's database is in the list of databases. */
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
  /** The sample data in the acting role's own database. */
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

/** A demo may give each account a database of its name, with a role that owns it. */
const ownDatabase = (name: string): Stated[] => [
  may('databases', KEYS.database(name)),
  may('database privileges', KEYS.database(name)),
  ...['connected databases', 'collaborators', 'roles', 'stored roles'].map((part) => may(part)),
];

/** Attempts at administrators' calls. What they make has the run's prefix and is removed with the run. */
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
    const { password: _password, ...told } = user_def;
    const changes = [add('users', told), ...ownDatabase(username)];
    return { request: { rpc: 'users.add', params: { user_def } }, changes };
  }),
  action('databases.setup.create_new', {}, ({ world }) => {
    const database = world.name('database');
    return {
      request: { rpc: 'databases.setup.create_new', params: { database } },
      changes: databaseMade(world, database),
    };
  }),
];

/** Every verb that is tried on a demo over the API, by name. */
export const DEMO_ACTIONS: ReadonlyMap<string, Action> = new Map(
  [...OF_THE_PERMISSION_PLAN.flatMap((name) => ACTIONS.get(name) ?? []), ...READING, ...CHANGING].map(
    (each) => [each.info.name, each],
  ),
);
