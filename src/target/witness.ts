import { createHash } from 'node:crypto';
import pg from 'pg';
import { inDatabase, queryRows } from './postgres';
import type { RunState } from './state';

/** The real state at one moment: part (`rows:books`, `acl:schema`, `users`, …) → its sorted lines. */
export type Snapshot = ReadonlyMap<string, readonly string[]>;

/** One part that differs between two snapshots. */
export interface Change {
  part: string;
  removed: string[];
  added: string[];
}

/** The objects of a snapshot. Everything else on the install belongs to other attempts. */
export interface Scope {
  /** Prefix of the names of all objects of the world, including those that an attempt may make. */
  prefix: string;
  /** OIDs of the world's schemas in the main database, which a rename would hide from the prefix. */
  schemaOids: readonly number[];
  /** Names of throw-away databases whose contents matter. */
  scratchDatabases: readonly string[];
  /** Also include what all attempts share: the server entries and the installation id. */
  shared: boolean;
  /** The part that an attempt may change, or {@link NOTHING}: all that a selective witness looks at. */
  about?: string;
}

/** In place of a part: the attempt states no change, so its answer alone is judged. */
export const NOTHING = '';

/** What an attempt may change. */
export interface Effect {
  part: string;
  /** What changes in it, where no call of the API tells: `a password`. */
  onlyBySql?: string | undefined;
}

/** Reads the real state, independently of what the API answers (a test oracle). */
export interface Witness {
  /** Looks only at what a scope is about, so only snapshots about the same can be compared. */
  readonly selective: boolean;
  /**
   * Why this witness can not see an effect, and what to do; undefined when it can.
   * @param seen the part's lines before the attempt
   */
  whyBlind(effect: Effect, seen: readonly string[]): string | undefined;
  look(scope: Scope): Promise<Snapshot>;
  close(): Promise<void>;
}

/** The differences between two snapshots of the same scope; empty if there are none. */
export function changesBetween(before: Snapshot, after: Snapshot): Change[] {
  const parts = [...new Set([...before.keys(), ...after.keys()])].sort();
  return parts.flatMap((part) => {
    const [old, now] = [before.get(part) ?? [], after.get(part) ?? []];
    const [oldSet, nowSet] = [new Set(old), new Set(now)];
    const removed = old.filter((line) => !nowSet.has(line));
    const added = now.filter((line) => !oldSet.has(line));
    return removed.length + added.length > 0 ? [{ part, removed, added }] : [];
  });
}

/** One line of a part. */
export interface Line {
  part: string;
  line: string;
}

/** Schemas of the scope: by OID, or by name prefix. */
const SCHEMAS = `SELECT oid, nspname, nspowner, nspacl FROM pg_namespace
  WHERE oid = ANY ($1::oid[]) OR starts_with(nspname, $2)`;

/** An ACL with PostgreSQL's defaults filled in, one line per grant. */
const acl = (column: string, kind: string, owner: string) =>
  `aclexplode(coalesce(${column}, acldefault('${kind}', ${owner})))`;

/** Not a part: the tables whose rows are read next, by quoted and by plain name. */
const QUERYABLE = '#tables';

const CATALOG = `
WITH s AS (${SCHEMAS}),
r AS (SELECT c.*, s.nspname FROM pg_class c JOIN s ON s.oid = c.relnamespace WHERE c.relkind IN ('r', 'v', 'm', 'S', 'p'))
SELECT 'schemas' AS part, concat_ws(' ', oid, nspname, obj_description(oid, 'pg_namespace')) AS line FROM s
UNION ALL SELECT 'schema owners', concat_ws(' ', oid, nspowner) FROM s
UNION ALL SELECT 'schema privileges', concat_ws(' ', s.oid, a.grantee, a.privilege_type)
  FROM s, ${acl('s.nspacl', 'n', 's.nspowner')} a
UNION ALL SELECT 'tables', concat_ws(' ', oid, relkind, nspname || '.' || relname, obj_description(oid, 'pg_class'))
  FROM r
UNION ALL SELECT 'columns', concat_ws(' ', r.oid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
    a.attnotnull, a.attidentity, pg_get_expr(d.adbin, d.adrelid), col_description(r.oid, a.attnum))
  FROM r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum WHERE r.relkind <> 'S'
UNION ALL SELECT 'constraints', concat_ws(' ', r.oid, k.conname, pg_get_constraintdef(k.oid))
  FROM r JOIN pg_constraint k ON k.conrelid = r.oid
UNION ALL SELECT '${QUERYABLE}', format('%I.%I', nspname, relname) || ' ' || relname FROM r WHERE relkind IN ('r', 'p')
UNION ALL SELECT 'table owners', concat_ws(' ', oid, relowner) FROM r
UNION ALL SELECT 'table privileges', concat_ws(' ', r.oid, a.grantee, a.privilege_type)
  FROM r, ${acl('r.relacl', 'r', 'r.relowner')} a WHERE r.relkind <> 'S'`;

/** The other database contains nothing of the world: an attempt can only make schemas there. */
const ELSEWHERE = `SELECT 'other schemas' AS part, concat_ws(' ', oid, nspname, nspowner) AS line FROM pg_namespace
  WHERE starts_with(nspname, $1)`;

/** Server-wide: roles, memberships and databases whose names begin with the prefix. */
const SERVER = `
SELECT 'roles' AS part, concat_ws(' ', oid, rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin,
    md5(rolpassword)) AS line FROM pg_authid WHERE starts_with(rolname, $1)
UNION ALL SELECT 'role members', concat_ws(' ', g.rolname, m.rolname) FROM pg_auth_members am
  JOIN pg_authid g ON g.oid = am.roleid JOIN pg_authid m ON m.oid = am.member
  WHERE starts_with(g.rolname, $1) OR starts_with(m.rolname, $1)
UNION ALL SELECT 'databases', concat_ws(' ', oid, datname, datdba) FROM pg_database WHERE starts_with(datname, $1)
UNION ALL SELECT 'database privileges', concat_ws(' ', d.oid, a.grantee, a.privilege_type)
  FROM pg_database d, ${acl('d.datacl', 'd', 'd.datdba')} a WHERE starts_with(d.datname, $1)`;

/** A row as text, without fields that change by themselves. */
const row = (table: string) =>
  `(jsonb_strip_nulls(to_jsonb(${table}) - 'created_at' - 'updated_at' - 'last_login'))::text`;

/**
 * The install's own tables. An empty metadata row is left out: reading a table creates one (`sideEffect` in
 * the recordings).
 */
const OWN = `
WITH u AS (SELECT * FROM mathesar_user WHERE starts_with(username, $1) OR starts_with(email, $1)),
d AS (SELECT * FROM mathesar_database WHERE starts_with(name, $1)),
f AS (SELECT * FROM mathesar_form WHERE schema_oid = ANY ($2::bigint[]) OR starts_with(name, $1)),
t AS (SELECT m.*, jsonb_strip_nulls(to_jsonb(m) - 'id' - 'database_id' - 'table_oid' - 'created_at' - 'updated_at') AS said
  FROM mathesar_tablemetadata m WHERE table_oid = ANY ($3::bigint[]))
SELECT 'users' AS part, ${row('u')} AS line FROM u
UNION ALL SELECT 'connected databases', ${row('d')} FROM d
UNION ALL SELECT 'stored roles', concat_ws(' ', id, name, server_id, md5(password)) FROM mathesar_configuredrole
  WHERE starts_with(name, $1)
UNION ALL SELECT 'collaborators', ${row('c')} FROM mathesar_userdatabaserolemap c
  WHERE user_id IN (SELECT id FROM u) OR database_id IN (SELECT id FROM d)
UNION ALL SELECT 'explorations', ${row('e')} FROM mathesar_explorations e
  WHERE schema_oid = ANY ($2::bigint[]) OR starts_with(name, $1)
UNION ALL SELECT 'forms', ${row('f')} FROM f
UNION ALL SELECT 'form fields', ${row('x')} FROM mathesar_formfield x WHERE form_id IN (SELECT id FROM f)
UNION ALL SELECT 'table metadata', ((to_jsonb(t) - 'said' - 'id' - 'created_at' - 'updated_at'))::text FROM t
  WHERE said <> '{}'
UNION ALL SELECT 'column metadata', ${row('m')} FROM mathesar_columnmetadata m WHERE table_oid = ANY ($3::bigint[])
UNION ALL SELECT 'data files', ${row('x')} FROM mathesar_datafile x WHERE user_id IN (SELECT id FROM u)`;

const OWN_AND_SERVER = `${OWN}\nUNION ALL ${SERVER}`;

const SHARED = `
SELECT 'servers' AS part, to_jsonb(s)::text AS line FROM mathesar_server s
UNION ALL SELECT 'installation id', to_jsonb(i)::text FROM mathesar_installationid i`;

/** Inside a throw-away database: its schemas, by OID (reinstalled functions get new ones) and owner. */
const SCRATCH = `SELECT 'inside ' || current_database() AS part, concat_ws(' ', oid, nspname, nspowner) AS line
  FROM pg_namespace WHERE nspname !~ '^pg_(toast|temp)'`;

/**
 * A snapshot reads only a few objects, whatever the statistics say: planned once per connection, with the
 * catalog's indexes, it takes a quarter of the time.
 */
const SETTINGS = ['plan_cache_mode=force_generic_plan', 'enable_hashjoin=off', 'enable_mergejoin=off'];
const options = SETTINGS.map((setting) => `-c ${setting}`).join(' ');

/** The witness that reads the install's PostgreSQL server. */
export class SqlWitness implements Witness {
  readonly selective = false;
  private readonly pools = new Map<string, pg.Pool>();

  /** @param dsn of the internal database, with a role that may read every database of the server and `pg_authid` */
  constructor(
    private readonly dsn: string,
    private readonly databases: RunState['databases'],
  ) {}

  whyBlind(): undefined {
    // Sees every part.
  }

  async look(scope: Scope): Promise<Snapshot> {
    const { main, other } = this.databases;
    const { prefix, schemaOids } = scope;
    const [catalog, elsewhere] = await Promise.all([
      this.query<Line>(main.name, CATALOG, [schemaOids, prefix]),
      this.query<Line>(other.name, ELSEWHERE, [prefix]),
    ]);
    const queryable = catalog.filter(({ part }) => part === QUERYABLE);
    const tableOids = catalog.filter(({ part }) => part === 'tables').map(({ line }) => line.split(' ')[0]);
    const [own, rows] = await Promise.all([
      this.query<Line>(undefined, OWN_AND_SERVER, [prefix, schemaOids, tableOids]),
      queryable.length > 0 ? this.query<Line>(main.name, rowsOf(queryable), []) : [],
    ]);
    const lines = [...catalog.filter(({ part }) => part !== QUERYABLE), ...elsewhere, ...own, ...rows];
    if (scope.shared) lines.push(...(await this.query<Line>(undefined, SHARED, [])));
    for (const name of scope.scratchDatabases) lines.push(...(await this.queryOnce(name, SCRATCH)));
    return groupLines(lines);
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.end()));
    this.pools.clear();
  }

  private async query<T extends object>(
    database: string | undefined,
    sql: string,
    values: unknown[],
  ): Promise<T[]> {
    const key = database ?? '';
    let pool = this.pools.get(key);
    if (!pool) {
      pool = new pg.Pool({ connectionString: this.urlOf(database), max: 2, options });
      pool.on('error', () => undefined);
      this.pools.set(key, pool);
    }
    // Named, so that PostgreSQL plans long queries once per connection.
    const name = values.length > 0 ? createHash('md5').update(sql).digest('hex') : undefined;
    return (await pool.query<T>({ text: sql, values, ...(name === undefined ? {} : { name }) })).rows;
  }

  /** Uses a temporary connection, because a throw-away database may be dropped next. */
  private async queryOnce(database: string, sql: string): Promise<Line[]> {
    try {
      return await queryRows<Line>(this.urlOf(database), sql);
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === '3D000') return [];
      throw error;
    }
  }

  private urlOf(database: string | undefined): string {
    return database === undefined ? this.dsn : inDatabase(this.dsn, database);
  }
}

function rowsOf(queryable: Line[]): string {
  return queryable
    .map(({ line }) => {
      const at = line.lastIndexOf(' ');
      const part = pg.escapeLiteral(`rows:${line.slice(at + 1)}`);
      return `SELECT ${part} AS part, to_jsonb(t)::text AS line FROM ${line.slice(0, at)} t`;
    })
    .join(' UNION ALL ');
}

/** Lines by part, sorted. */
export function groupLines(lines: Line[]): Snapshot {
  const parts = new Map<string, string[]>();
  for (const { part, line } of lines) parts.set(part, [...(parts.get(part) ?? []), line]);
  for (const list of parts.values()) list.sort();
  return parts;
}
