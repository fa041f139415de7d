import { columnsOf, type CatalogTable } from './catalog';
import type { Db } from './db';

/** Types that a column of texts may be read as, the narrowest first, with the shape that every text must have. */
const SHAPES = [
  { type: 'boolean', shape: /^(true|false|t|f|yes|no|y|n)$/i },
  { type: 'integer', shape: /^[-+]?\d{1,9}$/ },
  { type: 'numeric', shape: /^[-+]?\d*\.?\d+$/ },
  { type: 'date', shape: /^\d{4}-\d{2}-\d{2}$/ },
  { type: 'uuid', shape: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i },
] as const;

/** Rows that a suggestion is made from. */
const SAMPLE = 1000;

/** The type of each column of a table, or for texts the type that all of them have the shape of, by number. */
export async function suggestTypes(db: Db, table: CatalogTable): Promise<Record<string, { type: string }>> {
  const columns = (await columnsOf(db, table.oid)).filter(({ selectable }) => selectable);
  const suggestions: Record<string, { type: string }> = {};
  // Without a column to look at PostgreSQL must still say why.
  if (columns.length === 0) await db.run(`SELECT * FROM ${table.sql} LIMIT 1`);
  for (const column of columns) {
    const rows = await db.rows<{ value: string }>(
      `SELECT ${column.sql}::text AS value FROM ${table.sql} WHERE ${column.sql} IS NOT NULL LIMIT $1`,
      [SAMPLE],
    );
    const narrow = SHAPES.find(({ shape }) => rows.every(({ value }) => shape.test(value)));
    const isText = column.category === 'S' && rows.length > 0;
    suggestions[column.attnum] = { type: isText && narrow ? narrow.type : column.type };
  }
  return suggestions;
}
