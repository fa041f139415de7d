import { z } from 'zod';
import type { Call } from '../call';
import type { CatalogColumn } from '../catalog';
import type { Db } from '../db';
import { downloadLinks } from '../download-links';
import { CODES, RpcError, noColumn, nullName, syntaxError } from '../errors';
import { type AnyMethod, method } from '../method';
import { tableMetadata } from '../store/metadata';
import {
  QueryParams,
  type RecordTable,
  type RecordValues,
  RowCount,
  Values,
  columnByAttnum,
  groupRecords,
  keyColumn,
  countRecords,
  readRecords,
  recordTable,
  whereOf,
} from './record-query';
import { linkedSummaries, listSummaries, ownSummaries, summaryTemplates } from './record-summaries';
import type { RecordsMethods } from '../../../wire/records';

const Target = z.looseObject({ database_id: z.int(), table_oid: z.int() });
const Summaries = z.looseObject({ return_record_summaries: z.boolean().nullish() });

/** What every answer with rows says about them. */
async function enrich(
  call: Call,
  db: Db,
  table: RecordTable,
  databaseId: number,
  records: RecordValues[],
  { return_record_summaries: wanted }: z.output<typeof Summaries>,
) {
  const templates = await summaryTemplates(call.store, databaseId);
  return {
    linked_record_summaries: await linkedSummaries(db, table, templates, records),
    record_summaries: wanted ? await ownSummaries(db, table, templates, records) : null,
  };
}

/** The columns and values of a change, by name. @throws RpcError -30188 for a column that does not exist */
function assignments(table: RecordTable, record: RecordValues): { column: string; value: unknown }[] {
  return Object.entries(record).map(([attnum, value]) => {
    const column = columnByAttnum(table, Number(attnum));
    if (!column) throw nullName();
    return { column: column.sql, value };
  });
}

/** A table to be written to: a missing one is found only when its name is needed. @throws RpcError -30188 */
async function writableTable(db: Db, oid: number): Promise<RecordTable> {
  try {
    return await recordTable(db, oid);
  } catch (error) {
    if (error instanceof RpcError && error.code === CODES.undefinedTable) throw nullName();
    throw error;
  }
}

/** @throws RpcError -30188 for a table without a primary key */
function requireKey(table: RecordTable): string {
  const key = keyColumn(table);
  if (!key) throw nullName();
  return key.sql;
}

function byKey(table: RecordTable, key: unknown) {
  const values = new Values();
  return { where: `WHERE ${requireKey(table)} = ${values.add(key)}`, values };
}

/** The row with the column that tracks who edits it filled in, where the table has one. */
function withEditor(call: Call, trackedBy: number | null, record: RecordValues): RecordValues {
  return trackedBy === null ? record : { ...record, [trackedBy]: call.requireUser().id };
}

/** The answer of the methods that list rows. */
async function listed(
  call: Call,
  db: Db,
  table: RecordTable,
  params: z.output<typeof Target> & z.output<typeof Summaries>,
  page: { count: number; results: RecordValues[] },
) {
  return {
    ...page,
    grouping: null as unknown,
    joined_record_summaries: null,
    download_links: await downloadLinks(call, params, page.results),
    ...(await enrich(call, db, table, params.database_id, page.results, params)),
  };
}

/** `records` methods. */
export const RECORDS_METHODS: Record<keyof RecordsMethods, AnyMethod> = {
  'records.list': method({
    gate: 'login',
    params: Target.extend({ ...Summaries.shape, ...QueryParams.shape }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const table = await recordTable(db, params.table_oid);
        const { grouping, filter } = params;
        // As the real program stumbles before PostgreSQL refuses.
        if (grouping && !table.columns.some(({ selectable }) => selectable)) throw noColumn('__mathesar_gid');
        const values = new Values();
        const where = whereOf(table, filter, values);
        const page = await countRecords(db, table, { ...params, where, values });
        return {
          ...(await listed(call, db, table, params, page)),
          grouping: grouping ? await groupRecords(db, table, grouping, filter, page.results) : null,
        };
      }),
  }),

  'records.get': method({
    gate: 'login',
    params: Target.extend({ ...Summaries.shape, record_id: z.unknown() }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const table = await recordTable(db, params.table_oid);
        const page = await countRecords(db, table, byKey(table, params.record_id));
        return listed(call, db, table, params, page);
      }),
  }),

  'records.add': method({
    gate: 'login',
    params: Target.extend({ ...Summaries.shape, record_def: z.record(z.string(), z.unknown()) }),
    run: async (call, params) => {
      const { user_tracking_attnum: trackedBy } = await tableMetadata(
        call.store,
        params.database_id,
        params.table_oid,
      );
      return call.inDatabase(params.database_id, async (db) => {
        const table = await writableTable(db, params.table_oid);
        const given = assignments(table, withEditor(call, trackedBy, params.record_def));
        const values = new Values();
        const row =
          given.length > 0
            ? `(${given.map(({ column }) => column).join(', ')})
               VALUES (${given.map(({ value }) => values.add(value)).join(', ')})`
            : 'DEFAULT VALUES';
        const key = await db.value(
          `INSERT INTO ${table.sql} ${row} RETURNING ${requireKey(table)}`,
          values.list,
        );
        const results = await readRecords(db, table, byKey(table, key));
        return { results, ...(await enrich(call, db, table, params.database_id, results, params)) };
      });
    },
  }),

  'records.patch': method({
    gate: 'login',
    params: Target.extend({
      ...Summaries.shape,
      record_id: z.unknown(),
      record_def: z.record(z.string(), z.unknown()),
    }),
    run: async (call, params) => {
      const { user_tracking_attnum: trackedBy } = await tableMetadata(
        call.store,
        params.database_id,
        params.table_oid,
      );
      return call.inDatabase(params.database_id, async (db) => {
        const table = await writableTable(db, params.table_oid);
        const given = assignments(table, withEditor(call, trackedBy, params.record_def));
        if (given.length === 0) throw syntaxError(')');
        const values = new Values();
        const changes = given.map(({ column, value }) => `${column} = ${values.add(value)}`).join(', ');
        const touched = await db.run(
          `UPDATE ${table.sql} SET ${changes} WHERE ${requireKey(table)} = ${values.add(params.record_id)}`,
          values.list,
        );
        if (touched === 0)
          throw new RpcError(CODES.raised, 'RaiseException: No rows updated \nSQLSTATE: P0001');
        const results = await readRecords(db, table, byKey(table, params.record_id));
        return { results, ...(await enrich(call, db, table, params.database_id, results, params)) };
      });
    },
  }),

  'records.delete': method({
    gate: 'login',
    params: Target.extend({ record_ids: z.array(z.unknown()) }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const table = await recordTable(db, params.table_oid);
        const key = requireKey(table);
        // All columns come back, so all must be readable.
        const rows = await db.rows<{ key: unknown }>(
          `WITH deleted AS (DELETE FROM ${table.sql} WHERE ${key}::text = ANY ($1::text[]) RETURNING *)
           SELECT to_jsonb(${key}) AS key FROM deleted`,
          [params.record_ids.map(String)],
        );
        return rows.map((row) => row.key);
      }),
  }),

  'records.search': method({
    gate: 'login',
    params: Target.extend({
      ...Summaries.shape,
      search_params: z.array(z.looseObject({ attnum: z.int(), literal: z.unknown() })).default([]),
      limit: RowCount.nullable().default(10),
      offset: RowCount.nullable().default(0),
    }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const table = await recordTable(db, params.table_oid);
        const values = new Values();
        const scores = params.search_params.flatMap(({ attnum, literal }) => {
          const column = columnByAttnum(table, attnum);
          return column?.selectable ? [score(column, values.add(literal))] : [];
        });
        const total = scores.join(' + ');
        const page = await countRecords(db, table, {
          limit: params.limit,
          offset: params.offset,
          values,
          ...(total ? { where: `WHERE ${total} > 0`, rank: `${total} DESC` } : {}),
        });
        return listed(call, db, table, params, page);
      }),
  }),

  'records.list_summaries': method({
    gate: 'login',
    params: Target.extend({
      limit: RowCount.nullish(),
      offset: RowCount.nullish(),
      search: z.string().nullish(),
    }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) =>
        listSummaries(db, params.table_oid, await summaryTemplates(call.store, params.database_id), params),
      ),
  }),
};

/** How well a column matches: text may begin with or hold what is looked for, anything else must equal it. */
function score({ sql: column, category, type }: CatalogColumn, sought: string): string {
  if (category !== 'S' && type !== 'uuid') return `(CASE WHEN ${column}::text = ${sought} THEN 4 ELSE 0 END)`;
  const text = `lower(${column}::text)`;
  return `(CASE WHEN ${text} = lower(${sought}) THEN 4 WHEN starts_with(${text}, lower(${sought})) THEN 3
    WHEN strpos(${text}, lower(${sought})) > 0 THEN 2 ELSE 0 END)`;
}
