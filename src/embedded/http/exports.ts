import { Hono } from 'hono';
import { z } from 'zod';
import { Call } from '../call';
import { formatCsv } from '../csv';
import type { Db } from '../db';
import type { Install } from '../install';
import { QueryParams, Values, asText, readRecords, recordTable, whereOf } from '../methods/record-query';
import type { Env } from './app';
import { requireLogin } from './middleware';

const required = { error: 'This field is required.' };
const integer = z.coerce.number(required).int();

const json = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .optional();

const TableQuery = z.looseObject({
  database_id: integer,
  table_oid: integer,
  filter: json.pipe(QueryParams.shape.filter),
  order: json.pipe(QueryParams.shape.order),
});

async function tableAsCsv(db: Db, query: z.output<typeof TableQuery>): Promise<string> {
  const table = await recordTable(db, query.table_oid);
  const values = new Values();
  const where = whereOf(table, query.filter, values);
  const { results } = await readRecords(db, table, { where, values, order: query.order });
  const columns = table.columns.filter(({ selectable }) => selectable);
  return formatCsv([
    columns.map(({ name }) => name),
    ...results.map((record) => columns.map(({ attnum }) => asText(record[String(attnum)]))),
  ]);
}

const CSV = { 'Content-Type': 'text/csv', 'Content-Disposition': 'attachment' };

/** Rows as a file. As recorded, whatever goes wrong, a missing privilege included, is answered by 500. */
export function exportRoutes(install: Install): Hono<Env> {
  const app = new Hono<Env>();
  app.get('/api/export/v0/tables/', requireLogin(), async (c) => {
    const query = TableQuery.safeParse(c.req.query());
    if (!query.success) return c.json({ errors: z.flattenError(query.error).fieldErrors }, 400);
    const { user, session } = c.get('caller');
    const call = new Call(install, 'export', user, session);
    try {
      const text = await call.inDatabase(query.data.database_id, (db) => tableAsCsv(db, query.data));
      return c.body(text, 200, CSV);
    } catch {
      return c.html('<h1>Internal Server Error</h1>', 500);
    }
  });
  return app;
}
