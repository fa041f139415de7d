import { Client, type RpcAnswer } from './client';
import type { RunState } from './state';
import { groupLines, type Line, type Scope, type Snapshot, SqlWitness, type Witness } from './witness';

/** One read-back: the part that its answer describes, and which entries of the answer belong to the scope. */
interface ReadBack {
  part: string;
  method: string;
  params: object;
  keep?: (entry: Record<string, unknown>) => boolean;
  /** Fields that change by themselves or depend on the caller. */
  drop?: readonly string[];
}

const VOLATILE = ['created_at', 'updated_at', 'current_role_owns', 'current_role_priv', 'table_count'];

/**
 * The witness for installs whose database can not be reached: reads back through the API as the set-up admin,
 * who may see everything except passwords, unconnected databases and the contents of throw-away databases.
 */
export class ApiWitness implements Witness {
  readonly blindTo = ['databases', 'database privileges', 'data files', 'inside'] as const;
  private readonly setupAdmin: Client;

  constructor(private readonly state: RunState) {
    this.setupAdmin = new Client(state.baseUrl, state.setupAdmin.session);
  }

  async look(scope: Scope): Promise<Snapshot> {
    const { main, other } = this.state.databases;
    const begins = (field: string) => (entry: Record<string, unknown>) =>
      String(entry[field]).startsWith(scope.prefix);
    // A renamed account is still one of the run.
    const ofRun = (user: Record<string, unknown>) => begins('username')(user) || begins('email')(user);
    const inScope = (entry: Record<string, unknown>) =>
      scope.schemaOids.includes(Number(entry.oid)) || begins('name')(entry);
    const database_id = main.id;
    const lines = await this.readAll([
      {
        part: 'schemas',
        method: 'schemas.list',
        params: { database_id },
        keep: inScope,
        drop: ['owner_oid'],
      },
      {
        part: 'other schemas',
        method: 'schemas.list',
        params: { database_id: other.id },
        keep: begins('name'),
      },
      { part: 'roles', method: 'roles.list', params: { database_id }, keep: begins('name') },
      { part: 'users', method: 'users.list', params: {}, keep: ofRun },
      {
        part: 'connected databases',
        method: 'databases.configured.list',
        params: {},
        keep: begins('name'),
      },
      {
        part: 'stored roles',
        method: 'roles.configured.list',
        params: { database_id, server_id: this.state.serverId },
        keep: begins('name'),
      },
      {
        part: 'collaborators',
        method: 'collaborators.list',
        params: {},
        keep: ({ user_info }) => ofRun((user_info ?? {}) as Record<string, unknown>),
        drop: ['user_info'],
      },
      {
        part: 'explorations',
        method: 'explorations.list',
        params: { database_id },
        keep: this.ofSchemas(scope),
      },
      ...(scope.shared ? [{ part: 'servers', method: 'servers.configured.list', params: {} }] : []),
    ]);
    const schemas = lines.filter(({ part }) => part === 'schemas').map(({ line }) => readOid(line));
    lines.push(...(await this.insideSchemas(database_id, schemas)));
    return groupLines(lines);
  }

  async close(): Promise<void> {
    // Keeps no connection.
  }

  private ofSchemas(scope: Scope) {
    return ({ schema_oid, name }: Record<string, unknown>) =>
      scope.schemaOids.includes(Number(schema_oid)) || String(name).startsWith(scope.prefix);
  }

  private async insideSchemas(database_id: number, schemas: readonly number[]): Promise<Line[]> {
    const lines = await this.readAll(
      schemas.flatMap((schema_oid) => [
        {
          part: `schema privileges`,
          method: 'schemas.privileges.list_direct',
          params: { database_id, schema_oid },
        },
        {
          part: 'schema owners',
          method: 'schemas.get',
          params: { database_id, schema_oid },
          drop: ['name', 'description'],
        },
        { part: 'tables', method: 'tables.list', params: { database_id, schema_oid }, drop: ['owner_oid'] },
        {
          part: 'table owners',
          method: 'tables.list',
          params: { database_id, schema_oid },
          drop: ['name', 'description', 'type', 'schema'],
        },
        { part: 'forms', method: 'forms.list', params: { database_id, schema_oid } },
      ]),
    );
    const tables = lines.filter(({ part }) => part === 'tables').map(({ line }) => readTable(line));
    const inTables = await this.readAll(
      tables.flatMap(({ oid: table_oid, name }) => [
        { part: `rows:${name}`, method: 'records.list', params: { database_id, table_oid } },
        { part: 'columns', method: 'columns.list', params: { database_id, table_oid } },
        { part: 'constraints', method: 'constraints.list', params: { database_id, table_oid } },
        {
          part: 'table privileges',
          method: 'tables.privileges.list_direct',
          params: { database_id, table_oid },
        },
        { part: 'column metadata', method: 'columns.metadata.list', params: { database_id, table_oid } },
      ]),
    );
    const oids = new Set(tables.map(({ oid }) => oid));
    const metadata = await this.readAll([
      {
        part: 'table metadata',
        method: 'tables.metadata.list',
        params: { database_id },
        // Reading a table creates an empty metadata row.
        keep: ({ table_oid, ...said }) => oids.has(Number(table_oid)) && saysSomething(said),
        drop: ['id'],
      },
    ]);
    return [...lines, ...inTables, ...metadata];
  }

  private async readAll(wanted: readonly ReadBack[]): Promise<Line[]> {
    if (wanted.length === 0) return [];
    const answers = await this.setupAdmin.batch(wanted.map(({ method, params }) => ({ method, params })));
    return wanted.flatMap((readBack, index) => linesOf(readBack, answers[index]));
  }
}

/** An error is a line too: a witness must not read a failure as "nothing there". */
function linesOf({ part, method, params, keep, drop = [] }: ReadBack, answer: RpcAnswer | undefined): Line[] {
  if (!answer?.ok) return [{ part, line: `${method} answered ${String(answer?.code)}` }];
  const entries = entriesOf(answer.result).filter((entry) => keep?.(entry) ?? true);
  const about =
    'table_oid' in params
      ? `${String(params.table_oid)} `
      : 'schema_oid' in params
        ? `${String(params.schema_oid)} `
        : '';
  return entries.map((entry) => {
    const kept = Object.entries(entry).filter(([name]) => !VOLATILE.includes(name) && !drop.includes(name));
    return { part, line: about + JSON.stringify(Object.fromEntries(kept)) };
  });
}

function entriesOf(result: unknown): Record<string, unknown>[] {
  const list: unknown[] = Array.isArray(result)
    ? result
    : result !== null && typeof result === 'object' && 'results' in result && Array.isArray(result.results)
      ? result.results
      : [result];
  return list.filter(
    (entry): entry is Record<string, unknown> => typeof entry === 'object' && entry !== null,
  );
}

const saysSomething = ({ id: _id, database_id: _database, ...said }: Record<string, unknown>) =>
  Object.values(said).some((value) => value !== null);

const jsonOf = (line: string) => JSON.parse(line.slice(line.indexOf('{'))) as { oid: number; name: string };
const readOid = (line: string) => jsonOf(line).oid;
const readTable = (line: string) => jsonOf(line);

/** SQL when the install's database can be reached, else a read-back through the API. */
export function openWitness(state: RunState): Witness {
  return state.witness === undefined ? new ApiWitness(state) : new SqlWitness(state.witness, state.databases);
}
