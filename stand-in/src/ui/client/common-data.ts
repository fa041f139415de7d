import { useEffect, useState } from 'preact/hooks';
import { messageOf, rpc } from './rpc';
import type { Database, Exploration, Schema, Server, Table, User } from './types';

/** Data that came, or the reason why they did not. */
export type Loaded<T> = { state: 'success'; data: T } | { state: 'failure'; error: { message: string } };

/** What the server embeds in a page: the controls of an open page follow from it until it is loaded again. */
export interface CommonData {
  current_release_tag_name: string;
  per_user_databases_enabled: boolean;
  supported_languages: Record<string, string>;
  current_database: number | null;
  current_schema: number | null;
  databases: Database[];
  servers: Server[];
  schemas: Loaded<Schema[]>;
  tables: Loaded<Table[]>;
  queries: Exploration[];
  user: User;
  /** Lists that the page shall ask for again as soon as it is there; none unless the server says so. */
  outdated: Part[];
}

/** Pages for people without an account are told nothing of these. */
const NOTHING: CommonData = {
  current_release_tag_name: '',
  per_user_databases_enabled: false,
  supported_languages: {},
  current_database: null,
  current_schema: null,
  databases: [],
  servers: [],
  schemas: { state: 'success', data: [] },
  tables: { state: 'success', data: [] },
  queries: [],
  user: { id: 0, username: '', is_superuser: false, email: '', full_name: '', display_language: 'en' },
  outdated: [],
};

function embedded(): Partial<CommonData> {
  const text = document.getElementById('common-data')?.textContent;
  return text ? (JSON.parse(text) as Partial<CommonData>) : {};
}

/** The page's data. One object for the life of the page; {@link update} and {@link reload} change it in place. */
export const commonData: CommonData = { ...NOTHING, ...embedded() };

/** The database of a call that has a definition, beside it; until 0.10.0 the definition alone names it. */
export const besideDefinition = (database_id: number | null): { database_id?: number | null } =>
  commonData.current_release_tag_name.startsWith('0.9.') ? {} : { database_id };

const listeners = new Set<() => void>();

/** Changes the page's data and renders again all that reads them by {@link useCommonData}. */
export function update(change: Partial<CommonData>): void {
  Object.assign(commonData, change);
  for (const listener of listeners) listener();
}

/** The page's data, for a component that shows them: it renders again when they change. */
export function useCommonData(): CommonData {
  const [, setVersion] = useState(0);
  useEffect(() => {
    const listener = () => setVersion((version) => version + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return commonData;
}

/**
 * Whether the user has no business in a database but its content: with databases per user, all standard users. Neither
 * permission dialogs nor the settings of databases are offered then.
 */
export function useContentOnly(): boolean {
  const { per_user_databases_enabled, user } = useCommonData();
  return per_user_databases_enabled && !user.is_superuser;
}

async function load<T>(method: string, params: object): Promise<Loaded<T>> {
  try {
    return { state: 'success', data: await rpc<T>(method, params) };
  } catch (error) {
    return { state: 'failure', error: { message: messageOf(error) } };
  }
}

/** A list of the page's data that can be asked for again. */
export type Part = 'databases' | 'servers' | 'schemas' | 'tables' | 'queries';

/**
 * Asks the endpoint for a list again, after a change by this page, for the current database and schema.
 * @throws RpcFailure for databases, servers and queries; schemas and tables carry their failure
 */
export async function reload(...parts: Part[]): Promise<void> {
  const inDatabase = { database_id: commonData.current_database };
  const inSchema = { ...inDatabase, schema_oid: commonData.current_schema };
  for (const part of parts) {
    if (part === 'databases') update({ databases: await rpc('databases.configured.list') });
    else if (part === 'servers') update({ servers: await rpc('servers.configured.list') });
    else if (part === 'schemas') update({ schemas: await load('schemas.list', inDatabase) });
    else if (part === 'tables') update({ tables: await load('tables.list_with_metadata', inSchema) });
    else update({ queries: await rpc('explorations.list', inSchema) });
  }
}

/**
 * Goes to a place without loading the page: asks only for the lists that belong to another database or schema.
 * @param database as the address names it; NaN or one that the caller may not see for none, and so the schema
 */
export async function enter(database: number, schema: number): Promise<void> {
  const known = commonData.databases.some(({ id }) => id === database) ? database : null;
  if (known !== commonData.current_database) {
    Object.assign(commonData, { current_database: known, current_schema: null });
    if (known !== null) await reload('schemas');
  }
  const knownSchema = listOf(commonData.schemas).some(({ oid }) => oid === schema) ? schema : null;
  if (known !== null && knownSchema !== commonData.current_schema) {
    Object.assign(commonData, { current_schema: knownSchema });
    if (knownSchema !== null) await reload('tables', 'queries');
  }
}

/** The entries of a list; none when it could not be loaded. */
export function listOf<T>(loaded: Loaded<T[]>): T[] {
  return loaded.state === 'success' ? loaded.data : [];
}

/** The database of the page's address. */
export function currentDatabase(): Database | undefined {
  return commonData.databases.find(({ id }) => id === commonData.current_database);
}

/** The schema of the page's address. */
export function currentSchema(): Schema | undefined {
  return listOf(commonData.schemas).find(({ oid }) => oid === commonData.current_schema);
}

/** The server that a database is on. */
export function serverOf(database: Database): Server | undefined {
  return commonData.servers.find(({ id }) => id === database.server_id);
}

/** How a database is called in the pages. */
export const titleOf = (database: Database): string => database.nickname ?? database.name;

/** Host and port of a server, as the pages write them. */
export const addressOf = (server: Server | undefined): string =>
  server ? `${server.host}${server.port === null ? '' : `:${String(server.port)}`}` : '';
