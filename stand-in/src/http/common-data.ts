import { Call } from '../call';
import { toRpcError } from '../errors';
import type { Install } from '../install';
import { userInfo } from '../methods/users';
import type { Caller } from '../rpc';
import type { UserRow } from '../store/schema';

/** What a page asks for at once, so that it can show something without a further call. */
type Loaded =
  { state: 'success'; data: unknown } | { state: 'failure'; error: { code: number; message: string } };

/** Where the page is: the database and the schema that its address names. */
export interface Place {
  databaseId?: number;
  schemaOid?: number;
}

const LANGUAGES = { en: 'English', es: 'Spanish', fr: 'French', ja: 'Japanese' };

/** What every page is told, those for people without an account included. */
export function publicData(install: Install, user: UserRow | undefined) {
  return {
    current_release_tag_name: install.options.release,
    is_authenticated: user !== undefined,
    is_sso_login_required: false,
    per_user_databases_enabled: install.options.perUserDatabases,
    supported_languages: LANGUAGES,
    file_backends: [],
  };
}

/**
 * The data that the application shell carries, as the methods of the endpoint would answer the same user: what the
 * user may not see is not in it. A database that the user's role can not open is told as a failure.
 */
export async function commonData(install: Install, caller: Caller & { user: UserRow }, place: Place) {
  const run = (name: string, params: Record<string, unknown>): Promise<unknown> => {
    const method = install.methods.get(name);
    if (!method) throw new Error(`the install has no method ${name}`);
    return method.run(new Call(install, name, caller.user, caller.session), params);
  };
  const load = async (name: string, params: Record<string, unknown>): Promise<Loaded> => {
    try {
      return { state: 'success', data: await run(name, params) };
    } catch (error) {
      const { code, message } = toRpcError(error);
      return { state: 'failure', error: { code, message } };
    }
  };
  const nothing: Loaded = { state: 'success', data: [] };

  const databases = await run('databases.configured.list', {});
  const database_id = known(databases, 'id', place.databaseId);
  const schemas = database_id === null ? nothing : await load('schemas.list', { database_id });
  const schema_oid = schemas.state === 'success' ? known(schemas.data, 'oid', place.schemaOid) : null;
  const inSchema = database_id !== null && schema_oid !== null;
  const { host, port, database } = install.options;
  const data = {
    ...publicData(install, caller.user),
    current_database: database_id,
    current_schema: schema_oid,
    databases,
    internal_db: { type: 'postgres', host, port, database_name: database },
    servers: await run('servers.configured.list', {}),
    schemas,
    tables: inSchema ? await load('tables.list_with_metadata', { database_id, schema_oid }) : nothing,
    user: userInfo(caller.user),
    queries: inSchema ? await run('explorations.list', { database_id, schema_oid }) : [],
    routing_context: 'normal',
  };
  return install.tellPage(data, caller.user);
}

/** The wanted identifier, if the list has an entry with it. */
function known(list: unknown, key: string, wanted: number | undefined): number | null {
  if (wanted === undefined || !Array.isArray(list)) return null;
  return list.some((entry: Record<string, unknown>) => entry[key] === wanted) ? wanted : null;
}
