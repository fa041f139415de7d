import { parseCsv } from '../csv';
import type { Db } from '../db';
import { notFound } from '../errors';
import type { UserRow } from './schema';
import { nonEmpty } from '../column-definition';

/** A row of `mathesar_datafile`. */
export interface DataFileRow {
  id: number;
  user_id: number;
  /** Where the real program would keep it, e.g. `admin/books.csv`. */
  file: string;
  content: string;
  base_name: string | null;
  header: boolean;
  delimiter: string;
  escapechar: string;
  quotechar: string;
  created_from: 'file' | 'paste' | 'url';
  max_level: number;
}

/** A file of a user. Files of others can not be used by anyone. @throws RpcError -28009 for those and missing ones */
export async function ownDataFile(store: Db, userId: number, fileId: number): Promise<DataFileRow> {
  const row = await findOwnDataFile(store, userId, fileId);
  if (!row) throw notFound('DataFile');
  return row;
}

/** {@link ownDataFile}, or undefined. */
export function findOwnDataFile(store: Db, userId: number, fileId: number): Promise<DataFileRow | undefined> {
  return store.row<DataFileRow>('SELECT * FROM mathesar_datafile WHERE id = $1 AND user_id = $2', [
    fileId,
    userId,
  ]);
}

/** Keeps a file of a user; how its values are separated is told from its first line. */
export async function addDataFile(
  store: Db,
  user: UserRow,
  given: Pick<DataFileRow, 'content' | 'header' | 'created_from'> & { name: string },
): Promise<DataFileRow> {
  const row = await store.row<DataFileRow>(
    `INSERT INTO mathesar_datafile (user_id, file, content, base_name, header, delimiter, quotechar, created_from)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *`,
    [
      user.id,
      `${user.username}/${given.name}`,
      given.content,
      given.created_from === 'file' ? given.name.replace(/\.[^.]*$/, '') : '',
      given.header,
      delimiterOf(given.content),
      given.content.includes('"') ? '"' : '',
      given.created_from,
    ],
  );
  if (!row) throw notFound('DataFile');
  return row;
}

function delimiterOf(content: string): string {
  const [line = ''] = content.split('\n', 1);
  const uses = [',', '\t', ';', '|'].map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
  return uses.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

/** What is in a file: the names of its columns, and its rows. Files without a header get numbered names. */
export function readDataFile(file: Pick<DataFileRow, 'content' | 'delimiter' | 'quotechar' | 'header'>): {
  columns: string[];
  rows: string[][];
} {
  const dialect = { delimiter: file.delimiter || ',', quote: file.quotechar || '"' };
  const lines = parseCsv(file.content, dialect);
  const width = Math.max(0, ...lines.map((line) => line.length));
  const names = file.header ? (lines.shift() ?? []) : [];
  const columns = Array.from(
    { length: width },
    (_, index) => nonEmpty(names[index]) ?? `Column ${String(index + 1)}`,
  );
  return { columns, rows: lines };
}
