import { z } from 'zod';
import { type Db, literal, prepare } from '../db';
import { syntaxError } from '../errors';
import { type RecordTable, type RecordValues, Values, keyColumn, recordTable } from './record-query';

/**
 * How rows of tables are told in a few words: table OID → parts, each a text or the numbers of a column and, through
 * foreign keys, of columns of further tables.
 */
export type SummaryTemplates = ReadonlyMap<number, readonly (string | number[])[]>;

interface ForeignKey {
  attnum: number;
  targetOid: number;
  targetAttnum: number;
}

const Template = z.array(z.union([z.string(), z.array(z.int())]));

/** The templates that the collaborators of a database have set. */
export async function summaryTemplates(store: Db, databaseId: number): Promise<SummaryTemplates> {
  const templates = new Map<number, z.output<typeof Template>>();
  const rows = await store.rows<{ table_oid: number; template: unknown }>(
    `SELECT table_oid::oid AS table_oid, record_summary_template AS template FROM mathesar_tablemetadata
     WHERE database_id = $1 AND record_summary_template IS NOT NULL`,
    [databaseId],
  );
  for (const { table_oid, template } of rows) {
    const parsed = Template.safeParse(template);
    if (parsed.success) templates.set(table_oid, parsed.data);
  }
  return templates;
}

const FOREIGN_KEYS = prepare(
  `SELECT conkey[1] AS attnum, confrelid AS "targetOid", confkey[1] AS "targetAttnum" FROM pg_constraint
   WHERE contype = 'f' AND conrelid = $1 AND cardinality(conkey) = 1 ORDER BY conkey[1]`,
);

/** The foreign keys of one column each. */
function foreignKeysOf(db: Db, tableOid: number): Promise<ForeignKey[]> {
  return db.rows<ForeignKey>(FOREIGN_KEYS, [tableOid]);
}

/** Without a template, the first text-like column tells a row, else the first column. */
function defaultTemplate(table: RecordTable): number[][] {
  const columns = table.columns.filter(({ selectable }) => selectable);
  const column = columns.find(({ category }) => category === 'S') ?? columns[0];
  return column ? [[column.attnum]] : [];
}

/** SQL of a column's text, at the end of a way over foreign keys; undefined where the role may not read along. */
async function pathExpression(
  db: Db,
  table: RecordTable,
  alias: string,
  [attnum, ...rest]: number[],
): Promise<string | undefined> {
  const column = table.columns.find((candidate) => candidate.attnum === attnum && candidate.selectable);
  if (!column) return undefined;
  const source = `${alias}.${column.sql}`;
  if (rest.length === 0) return `${source}::text`;
  const foreignKey = (await foreignKeysOf(db, table.oid)).find((key) => key.attnum === attnum);
  if (!foreignKey) return undefined;
  const target = await recordTable(db, foreignKey.targetOid);
  const inner = `${alias}_${String(attnum)}`;
  const expression = await pathExpression(db, target, inner, rest);
  const key = target.columns.find((candidate) => candidate.attnum === foreignKey.targetAttnum);
  return expression !== undefined && key?.selectable
    ? `(SELECT ${expression} FROM ${target.sql} ${inner} WHERE ${inner}.${key.sql} = ${source})`
    : undefined;
}

/**
 * SQL of a table's rows as (key, summary); undefined when the role may not read the key, so that no summary is shown
 * and nothing is refused.
 * @param keyAttnum the column that tells the rows apart, if not the primary key
 */
async function summaryQuery(
  db: Db,
  table: RecordTable,
  templates: SummaryTemplates,
  keyAttnum = keyColumn(table)?.attnum,
): Promise<string | undefined> {
  const key = table.columns.find(({ attnum, selectable }) => attnum === keyAttnum && selectable);
  if (!key) return undefined;
  const parts: string[] = [];
  for (const part of templates.get(table.oid) ?? defaultTemplate(table)) {
    const text = typeof part === 'string' ? literal(part) : await pathExpression(db, table, 't', part);
    if (text !== undefined) parts.push(text);
  }
  const summary = parts.length > 0 ? `concat(${parts.join(', ')})` : "''";
  return `SELECT t.${key.sql} AS key, ${summary} AS summary FROM ${table.sql} t`;
}

/** The summaries of rows by their keys, from a query of {@link summaryQuery}. */
async function summariesOf(db: Db, query: string, keys: unknown[]): Promise<Record<string, string>> {
  const rows = await db.rows<{ key: string; summary: string }>(
    `SELECT key::text, summary FROM (${query}) s WHERE key::text = ANY ($1::text[])`,
    [keys.map(String)],
  );
  return Object.fromEntries(rows.map(({ key, summary }) => [key, summary]));
}

const valuesAt = (records: RecordValues[], attnum: number) =>
  [...new Set(records.map((record) => record[String(attnum)]))].filter(
    (value) => value !== null && value !== undefined,
  );

/**
 * What the foreign keys of rows point to, in a few words; null without foreign keys. What the role may not read is left
 * out, and nothing is refused for it.
 */
export async function linkedSummaries(
  db: Db,
  table: RecordTable,
  templates: SummaryTemplates,
  records: RecordValues[],
): Promise<Record<string, Record<string, string>> | null> {
  const linked: Record<string, Record<string, string>> = {};
  for (const { attnum, targetOid, targetAttnum } of await foreignKeysOf(db, table.oid)) {
    const target = await recordTable(db, targetOid);
    const query = await summaryQuery(db, target, templates, targetAttnum);
    if (query !== undefined) linked[String(attnum)] = await summariesOf(db, query, valuesAt(records, attnum));
  }
  return Object.keys(linked).length > 0 ? linked : null;
}

/** The rows themselves in a few words; null without rows. */
export async function ownSummaries(
  db: Db,
  table: RecordTable,
  templates: SummaryTemplates,
  records: RecordValues[],
): Promise<Record<string, string> | null> {
  const key = keyColumn(table);
  const query = await summaryQuery(db, table, templates);
  if (!key || query === undefined) return null;
  const summaries = await summariesOf(db, query, valuesAt(records, key.attnum));
  return Object.keys(summaries).length > 0 ? summaries : null;
}

/**
 * All rows of a table in a few words, sorted by them. A role without SELECT gets an empty list, not a refusal.
 * @throws RpcError -30237 without limit or offset, as recorded
 */
export async function listSummaries(
  db: Db,
  tableOid: number,
  templates: SummaryTemplates,
  page: {
    limit?: number | null | undefined;
    offset?: number | null | undefined;
    search?: string | null | undefined;
  },
): Promise<{ count: number; results: unknown[]; mapping: null }> {
  const table = await recordTable(db, tableOid);
  const { limit, offset, search } = page;
  if (typeof limit !== 'number') throw syntaxError('OFFSET');
  if (typeof offset !== 'number') throw syntaxError(')');
  const query = await summaryQuery(db, table, templates);
  if (query === undefined) {
    // PostgreSQL refuses a negative number whoever asks.
    await db.rows('SELECT 1 LIMIT $1 OFFSET $2', [limit, offset]);
    return { count: 0, results: [], mapping: null };
  }
  const values = new Values();
  const where = search ? `WHERE summary ILIKE ${values.add(`%${search}%`)}` : '';
  const count = await db.value<string>(`SELECT count(*) FROM (${query}) s ${where}`, values.list);
  const rows = await db.rows<{ summary: unknown }>(
    `SELECT to_jsonb(s) AS summary FROM (${query}) s ${where}
     ORDER BY summary LIMIT ${values.add(limit)} OFFSET ${values.add(offset)}`,
    values.list,
  );
  return { count: Number(count), results: rows.map((row) => row.summary), mapping: null };
}
