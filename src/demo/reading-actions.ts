import { z } from 'zod';
import { reading, type DemoAction, type DemoContext } from './action';
import { visitorAccount } from './state';

/**
 * Through which database an attempt goes: the visitor's, by its id, or the one of whoever acts, with the identifiers
 * of what is in the visitor's.
 */
const databaseArg = { database: z.enum(['visitor', 'own']).default('visitor') };
type Which = z.output<(typeof databaseArg)['database']>;

function databaseId({ demo, role }: DemoContext, which: Which): number {
  const { main, other } = demo.run.databases;
  return which === 'own' && role.collaborator === 'other' ? other.id : main.id;
}

/** A read of the visitor's sample data: by which parameters, and what only an answer with the data holds. */
function readSample(
  rpc: string,
  params: (sample: Awaited<ReturnType<DemoContext['sample']>>) => object,
  canary: (sample: Awaited<ReturnType<DemoContext['sample']>>) => string | undefined,
): DemoAction {
  return reading(rpc, databaseArg, async (context, { database }) => {
    const sample = await context.sample('visitor');
    const planted = canary(sample);
    return {
      request: { rpc, params: { database_id: databaseId(context, database), ...params(sample) } },
      ...(planted !== undefined && { canary: planted }),
    };
  });
}

const TABLE_EXPORT = '/api/export/v0/tables/';

/** Attempts that send nothing but what reads: those of a plan's rules that are marked safe. */
export const READING_ACTIONS: readonly DemoAction[] = [
  /** Whether somebody's database is in the list of databases. */
  reading(
    'databases.configured.list',
    { of: z.enum(['visitor', 'neighbour']).default('visitor') },
    ({ demo }, { of }) => ({
      request: { rpc: 'databases.configured.list', params: {} },
      canary: `"${demo.run.databases[of === 'visitor' ? 'main' : 'other'].name}"`,
    }),
  ),
  reading('databases.get', {}, ({ demo }) => ({
    request: { rpc: 'databases.get', params: { database_id: demo.run.databases.main.id } },
    canary: `"${demo.run.databases.main.name}"`,
  })),
  reading('schemas.list', {}, async (context) => ({
    request: { rpc: 'schemas.list', params: { database_id: context.demo.run.databases.main.id } },
    canary: (await context.sample('visitor')).schema.name,
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
  reading('explorations.list', {}, ({ demo }) => ({
    request: { rpc: 'explorations.list', params: { database_id: demo.run.databases.main.id } },
  })),
  readSample(
    'forms.list',
    ({ schema }) => ({ schema_oid: schema.oid }),
    () => undefined,
  ),
  reading('collaborators.list', {}, ({ demo }) => ({
    request: { rpc: 'collaborators.list', params: { database_id: demo.run.databases.main.id } },
    canary: `"${visitorAccount(demo, 'visitor').username}"`,
  })),
  reading('roles.list', {}, ({ demo }) => ({
    request: { rpc: 'roles.list', params: { database_id: demo.run.databases.main.id } },
  })),
  reading(
    'export.table',
    databaseArg,
    async (context, { database }) => {
      const { table, canary } = await context.sample('visitor');
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
      const { table, canary } = await context.sample('own');
      const params = { database_id: databaseId(context, 'own'), table_oid: table.oid, limit: 5, offset: 0 };
      return { request: { rpc: 'records.list', params }, canary };
    },
    ['records.list'],
  ),
  reading('users.list', {}, ({ demo }) => ({
    request: { rpc: 'users.list', params: {} },
    canary: `"${visitorAccount(demo, 'visitor').username}"`,
  })),
];
