import { KEYS } from '../target/keys';
import { add, addWhole, ANY, change, may, remove, something, type Stated } from '../target/stated';
import type { RunDatabase } from '../target/state';
import type { Fields } from '../target/snapshot';
import { COLUMNS, type TableName, type World } from './world';

/** The key of a table of the world; where an attempt is about none, that of the books, which must stay as they are. */
export const tableKey = ({ tables }: World, table: TableName | 'missing') =>
  KEYS.table(tables[table === 'missing' ? 'books' : table].oid);

const oidOf = ({ tables }: World, table: TableName | 'missing') =>
  tables[table === 'missing' ? 'books' : table].oid;

/** The column of each table that the forms and files of a world fill with text. */
export const TEXT_COLUMN = {
  books: COLUMNS.books.title,
  authors: COLUMNS.authors.name,
  secrets: COLUMNS.secrets.note,
};

const rowsOf = (table: TableName | 'missing') => `rows:${table === 'missing' ? 'books' : table}`;

/**
 * Rows with these values and no others, but for their keys.
 * @param values by attribute number, as the API takes them
 */
export const rowAdded = (world: World, table: TableName | 'missing', values: Fields, count = 1): Stated =>
  addWhole(rowsOf(table), { 1: ANY, ...values }, { within: tableKey(world, table), count });

/** A row of the world, by its key, gets these values. */
export const rowChanged = (world: World, table: TableName | 'missing', key: number, values: Fields): Stated =>
  change(rowsOf(table), KEYS.row(oidOf(world, table), key), values);

export const rowRemoved = (world: World, table: TableName | 'missing', key: number): Stated =>
  remove(rowsOf(table), KEYS.row(oidOf(world, table), key));

/** A new column of a table, with the fields that are set. */
export const columnAdded = (world: World, table: TableName | 'missing', fields: Fields): Stated =>
  add('columns', fields, { within: tableKey(world, table) });

export const columnKey = (world: World, table: TableName | 'missing', attnum: number) =>
  KEYS.column(oidOf(world, table), attnum);

/**
 * A database is made and connected, and whoever asked for it becomes its collaborator. Without SQL, others can not look
 * into it.
 */
export const databaseMade = ({ state }: World, name: string): Stated[] => [
  add('connected databases', { name }),
  ...(state.witness === undefined
    ? ['databases', 'collaborators'].map((part) => may(part))
    : [add('databases', { name }), add('collaborators', {})]),
];

/** Mathesar is connected to a database no more, and takes its own schemas out of it. */
export const disconnected = ({ id, name }: RunDatabase): Stated[] => [
  remove('connected databases', KEYS.connected(id)),
  may(`inside ${name}`),
];

/** Mathesar's schemas in a database are made anew. */
export const upgraded = ({ id, name }: RunDatabase): Stated[] => [
  something(`inside ${name}`),
  may('connected databases', KEYS.connected(id)),
];

/** The privileges that Mathesar grants and revokes on each kind of object. */
const PRIVILEGES = {
  'database privileges': ['CONNECT', 'CREATE', 'TEMPORARY'],
  'schema privileges': ['USAGE', 'CREATE'],
  'table privileges': ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'],
} as const;

/** After it, a role may do just this with an object, and so may all others as before. */
export function grantsBecome(
  part: keyof typeof PRIVILEGES,
  on: string,
  role: number,
  direct: readonly string[],
): Stated {
  const key = KEYS.grants(on, role);
  if (direct.length === 0) return remove(part, key);
  const held = (privilege: string) => (direct.includes(privilege) ? true : null);
  return change(part, key, Object.fromEntries(PRIVILEGES[part].map((each) => [each, held(each)])));
}

/**
 * An object gets another owner.
 * @param before its owner before, whose own privileges PostgreSQL rewrites to the new one
 */
export const ownerBecomes = (
  [owners, privileges]: readonly [owners: string, privileges: keyof typeof PRIVILEGES],
  on: string,
  { before, after }: { before: number; after: number },
): Stated[] => [
  change(owners, on, { owner: after }),
  ...[before, after].map((role) => may(privileges, KEYS.grants(on, role))),
];
