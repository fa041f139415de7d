import { z } from 'zod';
import type { Call } from './call';
import { CODES, RpcError } from './errors';
import type { AnyMethod } from './method';
import { serverInfo, storedRoleInfo } from './methods/connected-database';
import type { ConfiguredRoleRow, ServerRow } from './store/schema';

/**
 * Calls whose database was named in their definition, and the name of that. Those that are `alone` took no other
 * parameter.
 */
const IN_DEFINITION: Readonly<Record<string, { definition: string; alone: boolean }>> = {
  'explorations.add': { definition: 'exploration_def', alone: true },
  'explorations.replace': { definition: 'new_exploration', alone: true },
  'explorations.run': { definition: 'exploration_def', alone: false },
  'forms.add': { definition: 'form_def', alone: false },
};

/** Calls that found their object by its id, whatever its database: its table, and where the id is. */
const BY_ID: Readonly<Record<string, { table: string; id: readonly string[] }>> = {
  'explorations.get': { table: 'mathesar_explorations', id: ['exploration_id'] },
  'explorations.replace': { table: 'mathesar_explorations', id: ['new_exploration', 'id'] },
  'explorations.delete': { table: 'mathesar_explorations', id: ['exploration_id'] },
  'forms.patch': { table: 'mathesar_form', id: ['update_form_def', 'id'] },
  'forms.delete': { table: 'mathesar_form', id: ['form_id'] },
  'forms.regenerate_token': { table: 'mathesar_form', id: ['form_id'] },
  'forms.set_publish_public': { table: 'mathesar_form', id: ['form_id'] },
};

type Given = Record<string, unknown>;

/**
 * The methods of a release before 0.10.0, from those of 0.10.0, as its source and a running install show: only a
 * connection to a database proved that somebody is its collaborator, and some lists were not limited to a database.
 */
export function asBefore0100(methods: ReadonlyMap<string, AnyMethod>): Map<string, AnyMethod> {
  const older = new Map([...methods].map(([name, method]) => [name, { ...method, collaborator: false }]));
  for (const [name, method] of older) {
    if (!(name in IN_DEFINITION) && !(name in BY_ID)) continue;
    older.set(name, {
      ...method,
      params: z.looseObject({}),
      run: async (call, given) =>
        method.run(call, asNow(method, name, await withDatabase(call, name, given as Given))),
    });
  }
  const servers = older.get('servers.configured.list');
  if (servers) older.set('servers.configured.list', { ...servers, run: everyServer });
  const roles = older.get('roles.configured.list');
  if (roles)
    older.set('roles.configured.list', {
      ...roles,
      params: z.object({ server_id: z.int() }),
      run: (call, { server_id }: Given) => everyStoredRole(call, server_id),
    });
  return older;
}

/** The parameters with the database where 0.10.0 takes it. */
async function withDatabase(call: Call, name: string, given: Given): Promise<Given> {
  const { definition = '', alone = false } = IN_DEFINITION[name] ?? {};
  const unknown = Object.keys(given).find((parameter) => parameter !== definition);
  if (alone && unknown !== undefined) throw badArguments(name, `unexpected "${unknown}"`);
  const named = (given[definition] as Given | undefined)?.database_id ?? given.database_id;
  const found = BY_ID[name];
  if (!found) return { ...given, database_id: named };
  const id = found.id.reduce<unknown>((value, key) => (value as Given | undefined)?.[key], given);
  const own = await call.store.value(`SELECT database_id FROM ${found.table} WHERE id = $1`, [id]);
  return { ...given, database_id: own ?? named ?? 0 };
}

function asNow(method: AnyMethod, name: string, given: Given): unknown {
  const parsed = method.params.safeParse(given);
  if (parsed.success) return parsed.data;
  throw badArguments(name, parsed.error.issues[0]?.message ?? 'wrong');
}

const badArguments = (name: string, what: string) =>
  new RpcError(CODES.badArguments, `TypeError: ${name}() ${what}`);

const everyServer = async (call: Call) =>
  (await call.store.rows<ServerRow>('SELECT * FROM mathesar_server ORDER BY id')).map(serverInfo);

const everyStoredRole = async (call: Call, serverId: unknown) =>
  (
    await call.store.rows<ConfiguredRoleRow>(
      'SELECT * FROM mathesar_configuredrole WHERE server_id = $1 ORDER BY id',
      [serverId],
    )
  ).map(storedRoleInfo);
