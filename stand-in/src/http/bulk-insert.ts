import { Hono } from 'hono';
import { z } from 'zod';
import { Call } from '../call';
import { columnsNumbered, tableByOid } from '../catalog';
import type { Db } from '../db';
import { RpcError } from '../errors';
import type { Install } from '../install';
import { insertRows } from '../methods/table-import';
import { addDataFile, readDataFile, type DataFileRow } from '../store/data-files';
import type { Env } from './app';
import { requireCsrf, requireLogin } from './middleware';

const PATH = '/bulk_insert/';

/** Which column of the file goes to which column of the table; those that go nowhere have null. */
const Mappings = z.array(
  z.looseObject({ csv_column: z.looseObject({ index: z.int() }), table_column: z.int().nullable() }),
);

const Fields = z.looseObject({
  file: z.instanceof(File),
  database_id: z.coerce.number().int(),
  target_table_oid: z.coerce.number().int(),
  mappings: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(Mappings),
  header: z.string().optional(),
});

async function insertFile(
  db: Db,
  file: DataFileRow,
  tableOid: number,
  mappings: z.output<typeof Mappings>,
): Promise<number> {
  const table = await tableByOid(db, tableOid);
  if (!table) throw new Error(`Relation with OID ${String(tableOid)} does not exist`);
  const columns: { sql: string; index: number }[] = [];
  for (const { csv_column, table_column } of mappings) {
    const [column] = table_column === null ? [] : await columnsNumbered(db, table.oid, [table_column]);
    if (column) columns.push({ sql: column.sql, index: csv_column.index });
  }
  const rows = readDataFile(file).rows.map((row) => columns.map(({ index }) => row[index] ?? ''));
  await insertRows(
    db,
    table.sql,
    columns.map(({ sql }) => sql),
    rows,
  );
  return rows.length;
}

/** An error as this endpoint words it: without the name of its kind, which leaves some with no text at all. */
const textOf = (error: unknown) =>
  error instanceof RpcError
    ? error.message.replace(/^\w+: /, '')
    : error instanceof Error
      ? error.message
      : '';

/** Adding the rows of a file to a table. As recorded, the file stays behind when the insert is refused. */
export function bulkInsertRoutes(install: Install): Hono<Env> {
  const app = new Hono<Env>();
  app.post(PATH, requireCsrf(), requireLogin(), async (c) => {
    const { user, session } = c.get('caller');
    if (!user) return c.redirect('/auth/login/');
    const fields = Fields.safeParse(await c.req.parseBody());
    if (!fields.success) return c.json({ errors: z.flattenError(fields.error).fieldErrors }, 400);
    const { file, database_id, target_table_oid, mappings, header } = fields.data;
    try {
      const kept = await addDataFile(install.store, user, {
        created_from: 'file',
        name: file.name,
        content: await file.text(),
        header: header !== undefined && header !== 'false',
      });
      const call = new Call(install, 'bulk_insert', user, session);
      const inserted_rows = await call.inDatabase(database_id, (db) =>
        insertFile(db, kept, target_table_oid, mappings),
      );
      return c.json({ inserted_rows });
    } catch (error) {
      return c.json({ errors: `Unable to import data into existing table. ${textOf(error)}` }, 400);
    }
  });
  app.all(PATH, (c) => c.body(null, 405, { Allow: 'POST' }));
  return app;
}
