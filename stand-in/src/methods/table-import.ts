import { z } from 'zod';
import { columnsOf, tableByOid, typeName } from '../catalog';
import { type Db, ident, literal } from '../db';
import { syntaxError } from '../errors';
import { type AnyMethod, method } from '../method';
import { ownDataFile, readDataFile, type DataFileRow } from '../store/data-files';
import { setTableMetadata } from '../store/metadata';
import { createTable, type MadeTable } from '../table-definition';
import { nonEmpty } from '../column-definition';

const database_id = z.int();

async function importFile(
  db: Db,
  file: DataFileRow,
  table: { schemaOid: number; name: string; comment?: string | null | undefined },
): Promise<MadeTable> {
  const { columns, rows } = readDataFile(file);
  const made = await createTable(db, {
    ...table,
    columns: columns.map((name) => ({
      name,
      type: 'text',
      options: undefined,
      notNull: false,
      default: undefined,
      description: undefined,
    })),
  });
  const target = await tableByOid(db, made.oid);
  const names = (await columnsOf(db, made.oid)).filter(({ primaryKey }) => !primaryKey).map(({ sql }) => sql);
  if (target) await insertRows(db, target.sql, names, rows);
  return made;
}

/** Inserts texts into columns given as SQL; missing and empty fields become null. */
export async function insertRows(db: Db, table: string, columns: string[], rows: string[][]): Promise<void> {
  for (const row of rows) {
    const values = columns.map((_, index) => (row[index] ? literal(row[index]) : 'NULL'));
    await db.run(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`);
  }
}

/** Making a table from an uploaded file. */
export const TABLE_IMPORT_METHODS = {
  'tables.import': method({
    gate: 'login',
    params: z.looseObject({
      database_id,
      data_file_id: z.int(),
      schema_oid: z.int(),
      table_name: z.string().nullish(),
      comment: z.string().nullish(),
    }),
    run: async (call, params) => {
      const user = call.requireUser();
      const made = await call.inDatabase(params.database_id, async (db) => {
        const file = await ownDataFile(call.store, user.id, params.data_file_id);
        const name = nonEmpty(params.table_name) ?? file.base_name ?? '';
        return importFile(db, file, { schemaOid: params.schema_oid, name, comment: params.comment });
      });
      await setTableMetadata(call.store, params.database_id, made.oid, {
        mathesar_added_pkey_attnum: made.keyAttnum,
      });
      return { oid: made.oid, name: made.name, renamed_columns: made.renamedColumns };
    },
  }),

  /** A table's rows with its columns cast to other types; nothing is changed. */
  'tables.get_import_preview': method({
    gate: 'login',
    params: z.looseObject({
      database_id,
      table_oid: z.int(),
      columns: z.array(z.looseObject({ id: z.int(), type: z.string().nullish() })),
      limit: z.int().default(20),
    }),
    run: (call, params) =>
      call.inDatabase(params.database_id, async (db) => {
        const table = await tableByOid(db, params.table_oid);
        if (!table) throw syntaxError(String(params.table_oid));
        const known = await columnsOf(db, table.oid);
        const casts: string[] = [];
        for (const { id, type } of params.columns) {
          const column = known.find(({ attnum }) => attnum === id);
          if (!column) throw syntaxError(String(id));
          const name = type ? await typeName(db, type) : column.typeSql;
          casts.push(`${column.sql}::${name} AS ${ident(column.name)}`);
        }
        const rows = await db.rows<{ row: unknown }>(
          `SELECT to_jsonb(t) AS row FROM (SELECT ${casts.join(', ')} FROM ${table.sql} LIMIT $1) t`,
          [params.limit],
        );
        return rows.map(({ row }) => row);
      }),
  }),
} satisfies Record<string, AnyMethod>;
