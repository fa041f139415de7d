import { type Db, ident, prepare } from './db';
import { RpcError, undefinedSchema, undefinedTable } from './errors';

/** A schema of a user database. */
export interface CatalogSchema {
  oid: number;
  name: string;
}

/** A table (or view) of a user database; PostgreSQL tells its name to anyone who may connect. */
export interface CatalogTable {
  oid: number;
  name: string;
  schemaOid: number;
  schema: string;
  /** Schema and name, quoted for SQL. */
  sql: string;
}

/** A column of a table. */
export interface CatalogColumn {
  attnum: number;
  name: string;
  /** As PostgreSQL writes it, without modifiers, e.g. `timestamp without time zone`. */
  type: string;
  /** PostgreSQL's category of the type; `S` is text-like. */
  category: string;
  primaryKey: boolean;
  /** Whether the connection's role may SELECT it. */
  selectable: boolean;
  /** As the type is written in SQL, with modifiers, e.g. `numeric(10,2)`. */
  typeSql: string;
  /** Name, quoted for SQL. */
  sql: string;
}

const SCHEMA = prepare('SELECT oid, nspname AS name FROM pg_namespace WHERE oid = $1');

/** The schema with an OID; undefined when there is none. */
export function schemaByOid(db: Db, oid: number): Promise<CatalogSchema | undefined> {
  return db.row<CatalogSchema>(SCHEMA, [oid]);
}

const TABLES = `SELECT c.oid, c.relname AS name, n.oid AS "schemaOid", n.nspname AS schema
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')`;
const TABLE = prepare(`${TABLES} AND c.oid = $1`);
const TABLE_NAMED = prepare(`${TABLES} AND n.oid = $1 AND c.relname = $2`);

type TableRow = Omit<CatalogTable, 'sql'>;
const withSql = (row: TableRow): CatalogTable => ({ ...row, sql: ident(row.schema, row.name) });

/** The table with an OID; undefined when there is none. */
export async function tableByOid(db: Db, oid: number): Promise<CatalogTable | undefined> {
  const row = await db.row<TableRow>(TABLE, [oid]);
  return row && withSql(row);
}

const COLUMNS =
  prepare(`SELECT a.attnum, a.attname AS name, a.atttypid::regtype::text AS type, t.typcategory AS category,
    EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'p' AND a.attnum = ANY (k.conkey))
      AS "primaryKey",
    has_column_privilege(a.attrelid, a.attnum, 'SELECT') AS selectable,
    format_type(a.atttypid, a.atttypmod) AS "typeSql"
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
  WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`);

/** The table of a name. @throws RpcError -30259 when there is none */
export async function requireTableNamed(db: Db, schemaOid: number, name: string): Promise<CatalogTable> {
  const row = await db.row<TableRow>(TABLE_NAMED, [schemaOid, name]);
  if (!row) throw undefinedTable(0);
  return withSql(row);
}

/** The columns of a table in their order; none for an OID of nothing. */
export async function columnsOf(db: Db, oid: number): Promise<CatalogColumn[]> {
  const rows = await db.rows<Omit<CatalogColumn, 'sql'>>(COLUMNS, [oid]);
  return rows.map((row) => ({ ...row, sql: ident(row.name) }));
}

/** {@link schemaByOid}. @throws RpcError -30149 when there is none */
export async function requireSchema(db: Db, oid: number): Promise<CatalogSchema> {
  const schema = await schemaByOid(db, oid);
  if (!schema) throw undefinedSchema(oid);
  return schema;
}

/** {@link tableByOid}. @throws RpcError -30259 when there is none */
export async function requireTable(db: Db, oid: number): Promise<CatalogTable> {
  const table = await tableByOid(db, oid);
  if (!table) throw undefinedTable(oid);
  return table;
}

/** The columns of a table that have one of the given numbers. */
export async function columnsNumbered(
  db: Db,
  tableOid: number,
  attnums: readonly number[],
): Promise<CatalogColumn[]> {
  return (await columnsOf(db, tableOid)).filter(({ attnum }) => attnums.includes(attnum));
}

/** The first column of a table's primary key, or undefined. */
export async function primaryKeyOf(db: Db, tableOid: number): Promise<CatalogColumn | undefined> {
  return (await columnsOf(db, tableOid)).find(({ primaryKey }) => primaryKey);
}

/**
 * A type's name as PostgreSQL writes it, so that a text of the caller never reaches a statement.
 * @throws RpcError -30257 for a type that does not exist
 */
export async function typeName(db: Db, given: string): Promise<string> {
  const name = await db.value<string>('SELECT to_regtype($1)::text', [given]);
  if (name === null) throw undefinedObject(`type "${given}"`);
  return name;
}

const ROLE = prepare('SELECT rolname FROM pg_roles WHERE oid = $1');

/** A role's name, quoted for SQL. @throws RpcError -30257 for an OID of no role */
export async function roleSql(db: Db, oid: number): Promise<string> {
  const name = await db.value<string>(ROLE, [oid]);
  if (name === null) throw undefinedObject(`Role with OID ${String(oid)}`);
  return ident(name);
}

/** The error for a role, a type or the like that does not exist. */
export const undefinedObject = (what: string) =>
  new RpcError(-30257, `UndefinedObject: ${what} does not exist \nSQLSTATE: 42704`);
