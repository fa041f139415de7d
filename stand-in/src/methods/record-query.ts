import { z } from 'zod';
import { type CatalogColumn, type CatalogTable, columnsOf, requireTable } from '../catalog';
import { type Db, ident } from '../db';

/** A row as the endpoint gives it: attribute number → value. */
export type RecordValues = Record<string, unknown>;

/** A table with its columns, as the connection's role sees them. */
export interface RecordTable extends CatalogTable {
  columns: CatalogColumn[];
}

/** A filter as the endpoint takes it: a literal, a column, or an operator with its arguments. */
interface Filter {
  type: string;
  value?: unknown;
  args?: Filter[] | undefined;
}

const FilterTree: z.ZodType<Filter> = z.looseObject({
  type: z.string(),
  get args() {
    return z.array(FilterTree).optional();
  },
});

/** A number of rows; a text of digits is one too. */
export const RowCount = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);

/** How rows are asked for; all parts may be left out. */
export const QueryParams = z.looseObject({
  limit: RowCount.nullish(),
  offset: RowCount.nullish(),
  order: z.array(z.looseObject({ attnum: z.int(), direction: z.string() })).nullish(),
  filter: FilterTree.nullish(),
  grouping: z
    .looseObject({ columns: z.array(z.int()), preproc: z.array(z.string().nullable()).nullish() })
    .nullish(),
});

/** Collects values on the way to PostgreSQL, so that none is ever part of the SQL. */
export class Values {
  readonly list: unknown[] = [];

  /** The placeholder that stands for a value; everything but null travels as text, to be read as its place wants. */
  add(value: unknown): string {
    this.list.push(asText(value));
    return `$${String(this.list.length)}`;
  }
}

/** A value of a request as PostgreSQL reads it. */
export function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

type Operator = (...operands: string[]) => string;

const infix =
  (operator: string): Operator =>
  (left, right) =>
    `(${left}) ${operator} (${right})`;

/** Filter operators by name; some also group rows. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  and: infix('AND'),
  or: infix('OR'),
  not: (a) => `NOT (${a})`,
  equal: infix('='),
  lesser: infix('<'),
  greater: infix('>'),
  lesser_or_equal: infix('<='),
  greater_or_equal: infix('>='),
  null: (a) => `(${a}) IS NULL`,
  not_null: (a) => `(${a}) IS NOT NULL`,
  contains: (a, b) => `strpos(${a}, ${b}) > 0`,
  contains_case_insensitive: (a, b) => `strpos(lower(${a}), lower(${b})) > 0`,
  starts_with: (a, b) => `starts_with(${a}, ${b})`,
  starts_with_case_insensitive: (a, b) => `starts_with(lower(${a}), lower(${b}))`,
  truncate_to_year: (a) => `to_char((${a})::date, 'YYYY AD')`,
  truncate_to_month: (a) => `to_char((${a})::date, 'YYYY-MM AD')`,
  truncate_to_day: (a) => `to_char((${a})::date, 'YYYY-MM-DD AD')`,
};

/** @throws RpcError -30259 for an OID of nothing */
export async function recordTable(db: Db, oid: number): Promise<RecordTable> {
  return { ...(await requireTable(db, oid)), columns: await columnsOf(db, oid) };
}

/** The column with a number; undefined for a number of nothing. */
export const columnByAttnum = (table: RecordTable, attnum: number) =>
  table.columns.find((column) => column.attnum === attnum);

/** The column by which rows are told apart, or undefined. */
export const keyColumn = (table: RecordTable) => table.columns.find(({ primaryKey }) => primaryKey);

/** A column as the answers show its values. */
function shown({ sql: column, type }: CatalogColumn): string {
  if (type === 'date') return `to_char(${column}, 'YYYY-MM-DD AD')`;
  if (type.startsWith('timestamp')) return `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS AD')`;
  return /^(time|interval|json)/.test(type) ? `${column}::text` : column;
}

/** The select list of the columns that the role may see; PostgreSQL refuses the query when there is none. */
function selectList(table: RecordTable): string {
  const columns = table.columns.filter(({ selectable }) => selectable);
  return columns.map((column) => `${shown(column)} AS ${ident(String(column.attnum))}`).join(', ') || 'NULL';
}

function condition(table: RecordTable, filter: Filter, values: Values): string | undefined {
  if (filter.type === 'literal') return values.add(filter.value);
  if (filter.type === 'attnum') {
    const column = columnByAttnum(table, Number(filter.value));
    return column?.sql;
  }
  const operands = (filter.args ?? []).map((argument) => condition(table, argument, values));
  const known = operands.filter((operand) => operand !== undefined);
  return known.length === operands.length ? OPERATORS[filter.type]?.(...known) : undefined;
}

/** `WHERE …` of a filter; nothing for one whose operator or column is unknown, as the real program has it. */
export function whereOf(table: RecordTable, filter: Filter | null | undefined, values: Values): string {
  const before = values.list.length;
  const text = filter ? condition(table, filter, values) : undefined;
  if (text !== undefined) return `WHERE ${text}`;
  // PostgreSQL refuses values that the query does not use.
  values.list.length = before;
  return '';
}

/** `ORDER BY …`: a rank, what is asked for, then the key; a column that the role may not see orders nothing. */
function orderOf(
  table: RecordTable,
  order: { attnum: number; direction: string }[],
  rank: string | undefined,
): string {
  const terms = order.flatMap(({ attnum, direction }) => {
    const column = columnByAttnum(table, attnum);
    return column?.selectable ? [`${column.sql} ${direction.toLowerCase() === 'desc' ? 'DESC' : 'ASC'}`] : [];
  });
  const key = keyColumn(table);
  if (key?.selectable) terms.push(key.sql);
  if (rank !== undefined) terms.unshift(rank);
  return terms.length > 0 ? `ORDER BY ${terms.join(', ')}` : '';
}

interface RecordQuery {
  where?: string;
  values?: Values;
  order?: { attnum: number; direction: string }[] | null | undefined;
  /** Comes before any other order. */
  rank?: string;
  limit?: number | null | undefined;
  offset?: number | null | undefined;
}

/** Reads rows of a table. */
export async function readRecords(db: Db, table: RecordTable, query: RecordQuery): Promise<RecordValues[]> {
  const { where = '', values = new Values() } = query;
  const paged = new Values();
  paged.list.push(...values.list);
  const rows = await db.rows<{ record: RecordValues }>(
    `SELECT to_jsonb(r) AS record FROM (SELECT ${selectList(table)} FROM ${table.sql} ${where}
       ${orderOf(table, query.order ?? [], query.rank)}
       LIMIT ${paged.add(query.limit)} OFFSET ${paged.add(query.offset ?? 0)}) r`,
    paged.list,
  );
  return rows.map(({ record }) => record);
}

/** {@link readRecords}, and the count of all that the condition lets through. */
export async function countRecords(
  db: Db,
  table: RecordTable,
  query: RecordQuery = {},
): Promise<{ count: number; results: RecordValues[] }> {
  const { where = '', values = new Values() } = query;
  const count = await db.value<string>(`SELECT count(*) FROM ${table.sql} ${where}`, values.list);
  return { count: Number(count), results: await readRecords(db, table, query) };
}

/** Groups of the rows that were read: value, size over all rows, and places in the page. */
export async function groupRecords(
  db: Db,
  table: RecordTable,
  grouping: NonNullable<z.output<typeof QueryParams>['grouping']>,
  filter: Filter | null | undefined,
  results: RecordValues[],
): Promise<unknown> {
  const values = new Values();
  const where = whereOf(table, filter, values);
  const keys = grouping.columns.flatMap((attnum, index) => {
    const column = columnByAttnum(table, attnum);
    const prepare = OPERATORS[grouping.preproc?.[index] ?? ''];
    return column ? [{ name: ident(String(attnum)), sql: prepare?.(column.sql) ?? shown(column) }] : [];
  });
  const key = keyColumn(table);
  if (keys.length === 0 || !key) return null;
  const rows = await db.rows<{ value: RecordValues; members: unknown[] }>(
    `SELECT to_jsonb(g) - 'key' AS value, members FROM (
       SELECT ${keys.map(({ sql, name }) => `${sql} AS ${name}`).join(', ')}, jsonb_agg(${shown(key)}) AS members
       FROM ${table.sql} ${where} GROUP BY ${keys.map((_, index) => String(index + 1)).join(', ')}
       ORDER BY ${keys.map((_, index) => String(index + 1)).join(', ')}) g`,
    values.list,
  );
  const groups = rows.map(({ value, members }, index) => {
    const known = new Set(members);
    const indices = results.flatMap((record, at) => (known.has(record[String(key.attnum)]) ? [at] : []));
    const { members: _, ...equal } = value;
    return { id: index + 1, count: members.length, results_eq: equal, result_indices: indices };
  });
  return {
    columns: grouping.columns,
    preproc: grouping.preproc ?? null,
    groups: groups.filter(({ result_indices }) => result_indices.length > 0),
  };
}
