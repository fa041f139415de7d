import { type Db, ident } from './db';

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
}

/** The schema with an OID; undefined when there is none. */
export function schemaByOid(db: Db, oid: number): Promise<CatalogSchema | undefined> {
  return db.row<CatalogSchema>('SELECT oid, nspname AS name FROM pg_namespace WHERE oid = $1', [oid]);
}

/** The table with an OID; undefined when there is none. */
export async function tableByOid(db: Db, oid: number): Promise<CatalogTable | undefined> {
  const row = await db.row<Omit<CatalogTable, 'sql'>>(
    `SELECT c.oid, c.relname AS name, n.oid AS "schemaOid", n.nspname AS schema
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.oid = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`,
    [oid],
  );
  return row && { ...row, sql: ident(row.schema, row.name) };
}

/** The columns of a table in their order; none for an OID of nothing. */
export function columnsOf(db: Db, oid: number): Promise<CatalogColumn[]> {
  return db.rows<CatalogColumn>(
    `SELECT a.attnum, a.attname AS name, a.atttypid::regtype::text AS type, t.typcategory AS category,
       EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'p' AND a.attnum = ANY (k.conkey))
         AS "primaryKey",
       has_column_privilege(a.attrelid, a.attnum, 'SELECT') AS selectable
     FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
     WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [oid],
  );
}
