import pg from 'pg';
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

const THINGS = `SELECT CASE relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind, relname AS name, nspname AS schema,
    c.oid::int, pg_get_userbyid(relowner) AS owner FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    WHERE relkind IN ('r', 'p', 'v', 'm', 'S') AND starts_with(nspname, $1)
  UNION ALL SELECT 'schema', nspname, NULL, oid::int, pg_get_userbyid(nspowner) FROM pg_namespace WHERE starts_with(nspname, $1)
  UNION ALL SELECT 'database', datname, NULL, oid::int, pg_get_userbyid(datdba) FROM pg_database WHERE starts_with(datname, $1)
  UNION ALL SELECT 'role', rolname, NULL, oid::int, '' FROM pg_roles WHERE starts_with(rolname, $1)`;

/** All things of a run in a database and on its server; none of a database that PostgreSQL does not have. */
export async function thingsOf(databases: Databases, database: string, prefix: string): Promise<Thing[]> {
  const rows = await databases.rows<Omit<Thing, 'sql'> & { schema: string | null }>(database, THINGS, [
    prefix,
  ]);
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
 * The things that an error of PostgreSQL names. A table is named without its schema: one that the request names goes first.
 * @param numbers all numbers in the request, some of them OIDs
 */
export function namedIn(message: string, things: readonly Thing[], numbers: readonly number[]): Thing[] {
  const [, word = '', name] = NAMED.exec(message) ?? [];
  const role = ROLE.exec(message)?.[1];
  const kind = ['view', 'relation'].includes(word) ? 'table' : word;
  const hits = things.filter((thing) =>
    thing.kind === 'role' ? thing.name === role : thing.kind === kind && thing.name === name,
  );
  const asked = hits.filter(({ oid }) => numbers.includes(oid));
  return asked.length > 0 ? asked : hits;
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
