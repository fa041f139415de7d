import { Hono } from 'hono';
import { z } from 'zod';
import { Call } from '../call';
import { formatCsv } from '../csv';
import type { Db } from '../db';
import type { Install } from '../install';
import { RunnableExploration, runExploration } from '../methods/exploration-query';
import { savedExploration } from '../methods/explorations';
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
  const results = await readRecords(db, table, { where, values, order: query.order });
  const columns = table.columns.filter(({ selectable }) => selectable);
  return formatCsv([
    columns.map(({ name }) => name),
    ...results.map((record) => columns.map(({ attnum }) => asText(record[String(attnum)]))),
  ]);
}

const ExplorationQuery = z.looseObject({
  database_id: integer,
  exploration_id: integer,
  limit: z.coerce.number().int().optional(),
  offset: z.coerce.number().int().optional(),
});

/** Rows of an exploration that one file holds at most. */
const EXPLORATION_ROWS = 50_000;

async function explorationAsCsv(
  db: Db,
  store: Db,
  query: z.output<typeof ExplorationQuery>,
): Promise<string> {
  const { limit = EXPLORATION_ROWS, offset = 0 } = query;
  const saved = await savedExploration(store, query.database_id, query.exploration_id);
  const page = { limit: Math.min(limit, EXPLORATION_ROWS), offset };
  const { outputs, results } = await runExploration(db, RunnableExploration.parse(saved), page);
  return formatCsv([outputs, ...results.map((record) => outputs.map((name) => asText(record[name])))]);
}

/** As in the real program, whatever is not a change reads. */
const ASKED = ['GET', 'OPTIONS'];

const CSV = { 'Content-Type': 'text/csv', 'Content-Disposition': 'attachment' };

/** Rows as a file. As recorded, whatever goes wrong, a missing privilege included, is answered by 500. */
export function exportRoutes(install: Install): Hono<Env> {
  const app = new Hono<Env>();
  app.on(ASKED, '/api/export/v0/tables/', requireLogin(), async (c) => {
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
  app.on(ASKED, '/api/export/v0/explorations/', requireLogin(), async (c) => {
    const query = ExplorationQuery.safeParse(c.req.query());
    if (!query.success) return c.json({ errors: z.flattenError(query.error).fieldErrors }, 400);
    const { user, session } = c.get('caller');
    const call = new Call(install, 'export', user, session);
    try {
      const text = await call.inDatabase(query.data.database_id, (db) =>
        explorationAsCsv(db, call.store, query.data),
      );
      return c.body(text, 200, CSV);
    } catch {
      return c.html('<h1>Internal Server Error</h1>', 500);
    }
  });
  return app;
}
