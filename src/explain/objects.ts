import type { Databases } from './database';
import { ident } from './statement';

/** A thing of PostgreSQL's that a privilege is about. */
export interface Thing {
  kind: 'table' | 'schema' | 'sequence' | 'database' | 'role';
  /** Qualified and quoted. */
  sql: string;
  /** Unqualified. */
  name: string;
  schema?: string;
  oid: number;
  /** Empty for a role. */
  owner: string;
}

/** PostgreSQL's code for a database that is not there. */
const NO_DATABASE = '3D000';

const THINGS = `SELECT CASE relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind, relname AS name, nspname AS schema,
    c.oid::int, pg_get_userbyid(relowner) AS owner FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND starts_with(nspname, $1)
  UNION ALL SELECT 'schema', nspname, NULL, oid::int, pg_get_userbyid(nspowner) FROM pg_namespace WHERE starts_with(nspname, $1)
  UNION ALL SELECT 'database', datname, NULL, oid::int, pg_get_userbyid(datdba) FROM pg_database WHERE starts_with(datname, $1)
  UNION ALL SELECT 'role', rolname, NULL, oid::int, '' FROM pg_roles WHERE starts_with(rolname, $1)`;

/** All things of a run in a database and on its server; none of a database that PostgreSQL does not have. */
export async function thingsOf(databases: Databases, database: string, prefix: string): Promise<Thing[]> {
  type Row = Omit<Thing, 'sql' | 'schema'> & { schema: string | null };
  const rows = await databases.rows<Row>(database, THINGS, [prefix]).catch((error: unknown) => {
    if ((error as { code?: string }).code === NO_DATABASE) return [];
    throw error;
  });
  return rows.map(({ schema, ...thing }) => ({
    ...thing,
    sql: schema === null ? ident(thing.name) : ident(schema, thing.name),
    ...(schema === null ? {} : { schema }),
  }));
}

const NAMED =
  /(?:permission denied for|must be owner of) (?:\w+ )?(table|view|relation|sequence|schema|database) "?([^\s"]+)"?/;
const ROLE = /role "([^"]+)"/;

/**
 * The things that an error of PostgreSQL names. A table is named without its schema: one that the request names goes
 * before one of the world, and that before one of another.
 * @param about all numbers in the request, some of them OIDs, and the prefix of the world
 */
export function namedIn(
  message: string,
  things: readonly Thing[],
  { numbers, prefix }: { numbers: readonly number[]; prefix: string },
): Thing[] {
  const [, word = '', name] = NAMED.exec(message) ?? [];
  const role = ROLE.exec(message)?.[1];
  const kind = ['view', 'relation'].includes(word) ? 'table' : word;
  const hits = things.filter((thing) =>
    thing.kind === 'role' ? thing.name === role : thing.kind === kind && thing.name === name,
  );
  const asked = hits.filter(({ oid }) => numbers.includes(oid));
  const own = hits.filter(({ schema }) => schema?.startsWith(`${prefix}_`));
  return asked.length > 0 ? asked : own.length > 0 ? own : hits;
}

/** All numbers of a request. */
export const numbersIn = (request: unknown): number[] =>
  [...JSON.stringify(request).matchAll(/\d+/g)].map(([digits]) => Number(digits));

/** The things that a request is about, by their OIDs, with the schemas of its tables. */
export function askedFor(things: readonly Thing[], numbers: readonly number[]): Thing[] {
  const direct = things.filter(({ oid }) => numbers.includes(oid));
  const schemas = things.filter(
    ({ kind, name }) => kind === 'schema' && direct.some(({ schema }) => schema === name),
  );
  return [...new Set([...direct, ...schemas])];
}
