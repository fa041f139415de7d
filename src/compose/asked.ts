import type { MethodName } from '../../wire/index';
import { MANY_PAGES } from './factors';

/** Where a composed role's table is; SQL knows it as `shelf.books`. */
export interface Place {
  database_id: number;
  schema_oid: number;
  table_oid: number;
  /** OID of the table's primary key. */
  keyOid: number;
  /** OID of a role that has nothing, to which the asked role may try to grant. */
  strangerOid: number;
}

/** A row by the names of its columns, or `{ fact }` for what is no row. */
export type Told = Record<string, unknown>;

type Params = Record<string, unknown>;

/** One thing that is asked twice: of Mathesar, and of PostgreSQL directly. */
export interface Asked {
  /** As the page of the plan names it. */
  name: string;
  /** What is sent to Mathesar: a method of its API, or a path to get. */
  method: MethodName | 'GET';
  request: (place: Place) => Params | string;
  /**
   * The statement that needs no privilege but what the method is there for.
   * @param readable the columns that the role may SELECT
   */
  sql: (readable: readonly string[]) => string;
  /** What an answer of Mathesar tells; nothing for a method that is asked to change something. */
  told?: (result: never) => Told[];
  /** Whether the order of the rows counts, given what the role may SELECT. */
  ordered?: (readable: readonly string[]) => boolean;
}

/** The table's columns, in the order of their numbers. */
export const COLUMNS = ['id', 'title', 'pages', 'note'] as const;
type Column = (typeof COLUMNS)[number];
const numberOf = (column: Column) => COLUMNS.indexOf(column) + 1;

/** The rows; sorted by pages they stand in another order, and the last is one that row security may hide. */
export const ROWS = [
  { id: 1, title: 'Heron', pages: 120, note: 'in reeds' },
  { id: 2, title: 'Bittern', pages: 250, note: 'at dusk' },
  { id: 3, title: 'Egret', pages: 90, note: 'on one leg' },
  { id: 4, title: 'Stork', pages: MANY_PAGES + 50, note: 'on a roof' },
] as const;

const TABLE = 'shelf.books';
const list = (columns: readonly string[]) => columns.join(', ') || '1 AS nothing';
const select = (readable: readonly string[], rest = '') => `SELECT ${list(readable)} FROM ${TABLE} ${rest}`;
const ofTable = ({ database_id, table_oid }: Place) => ({ database_id, table_oid });

/** Rows as the API returns them: the number of a column → its value. */
const rowsIn = ({ results }: { results: Record<string, unknown>[] }): Told[] =>
  results.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([number, value]) => [COLUMNS[Number(number) - 1] ?? number, value]),
    ),
  );

const read = (
  name: string,
  method: MethodName,
  more: Params,
  rest: (readable: readonly string[]) => string = () => '',
): Asked => ({
  name,
  method,
  request: (place) => ({ ...ofTable(place), ...more }),
  sql: (readable) => select(readable, rest(readable)),
  told: rowsIn,
});

const ORDER = ['pages', 'id'] as const;
const orderBy = (readable: readonly string[]) => ORDER.filter((column) => readable.includes(column));

const add = (values: Partial<Record<Column, unknown>>): Asked => {
  const columns = Object.keys(values) as Column[];
  return {
    name: `records.add(${columns.join(', ')})`,
    method: 'records.add',
    request: (place) => ({ ...ofTable(place), record_def: byNumber(values) }),
    sql: () =>
      `INSERT INTO ${TABLE} (${columns.join(', ')}) VALUES (${Object.values(values).map(literal).join(', ')})`,
  };
};

const patch = (id: number, values: Partial<Record<Column, unknown>>, name?: string): Asked => {
  const changes = Object.entries(values).map(([column, value]) => `${column} = ${literal(value)}`);
  return {
    name: `records.patch(${name ?? Object.keys(values).join(', ')})`,
    method: 'records.patch',
    request: (place) => ({ ...ofTable(place), record_id: id, record_def: byNumber(values) }),
    sql: () => `UPDATE ${TABLE} SET ${changes.join(', ')} WHERE id = ${String(id)}`,
  };
};

const byNumber = (values: Partial<Record<Column, unknown>>) =>
  Object.fromEntries(Object.entries(values).map(([column, value]) => [numberOf(column as Column), value]));
const literal = (value: unknown) => (typeof value === 'number' ? String(value) : `'${String(value)}'`);

const change = (method: MethodName, request: (place: Place) => Params, sql: string): Asked => ({
  name: method,
  method,
  request,
  sql: () => sql,
});

/** Privileges of the role on an object as the API reports them; whether it owns it counts as one. */
interface Flags {
  current_role_priv: string[];
  current_role_owns?: boolean;
}
const flagsIn = ({ current_role_priv: privileges, current_role_owns: owns }: Flags): Told[] =>
  [...privileges, ...(owns ? ['owner'] : [])].map((fact) => ({ fact }));

const flags = (
  method: MethodName,
  request: (place: Place) => Params,
  told: (result: never) => Told[],
  sql: string,
): Asked => ({ ...change(method, request, sql), told });

const TABLE_FLAGS = `SELECT p AS fact FROM pg_class c, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE',
  'REFERENCES', 'TRIGGER']) p WHERE c.oid = :table AND has_table_privilege(c.oid, p)
  UNION ALL SELECT 'owner' FROM pg_class c WHERE c.oid = :table AND pg_has_role(c.relowner, 'USAGE')`;

/** Everything that is asked, by the names of the page. */
export const ASKED: readonly Asked[] = [
  read('records.list', 'records.list', {}),
  {
    ...read(
      'records.list(order)',
      'records.list',
      { order: [{ attnum: numberOf('pages'), direction: 'asc' }] },
      (readable) => (orderBy(readable).length > 0 ? `ORDER BY ${orderBy(readable).join(', ')}` : ''),
    ),
    ordered: (readable) => orderBy(readable).length > 0,
  },
  read(
    'records.list(filter)',
    'records.list',
    {
      filter: {
        type: 'greater',
        args: [
          { type: 'attnum', value: numberOf('pages') },
          { type: 'literal', value: 100 },
        ],
      },
    },
    () => 'WHERE pages > 100',
  ),
  read('records.get', 'records.get', { record_id: 4 }, () => 'WHERE id = 4'),
  read(
    'records.search',
    'records.search',
    { search_params: [{ attnum: numberOf('title'), literal: 'tern' }] },
    (readable) => (readable.includes('title') ? "WHERE title ILIKE '%tern%'" : ''),
  ),
  {
    name: 'export.table',
    method: 'GET',
    request: ({ database_id, table_oid }) =>
      `/api/export/v0/tables/?database_id=${String(database_id)}&table_oid=${String(table_oid)}`,
    sql: (readable) => select(readable),
    told: csvRows,
  },
  {
    name: 'explorations.run',
    method: 'explorations.run',
    request: ({ database_id, table_oid, schema_oid }) => ({
      database_id,
      exploration_def: {
        database_id,
        name: 'composed',
        base_table_oid: table_oid,
        schema_oid,
        initial_columns: [{ id: 'c1', attnum: numberOf('title'), alias: 'title' }],
        transformations: [],
        display_options: [],
        display_names: {},
      },
    }),
    sql: () => `SELECT title FROM ${TABLE}`,
    told: ({ records }: { records: { results: Told[] } }) => records.results,
  },
  {
    name: 'records.list_summaries',
    method: 'records.list_summaries',
    request: (place) => ({ ...ofTable(place), limit: 10, offset: 0 }),
    // Where the text is closed, the key stands for the row.
    sql: (readable) =>
      `SELECT id AS key, ${readable.includes('title') ? 'title' : 'id::text'} AS summary FROM ${TABLE}`,
    told: ({ results }: { results: Told[] }) => results.map(({ key, summary }) => ({ key, summary })),
  },
  add({ title: 'Crane' }),
  add({ title: 'Crane', pages: 80 }),
  add({ title: 'Crane', pages: MANY_PAGES + 1, note: 'in flight' }),
  patch(2, { title: 'Night heron' }),
  patch(2, { pages: 251 }),
  patch(2, { note: 'at dawn' }),
  patch(2, { title: 'Night heron', pages: MANY_PAGES + 1 }),
  patch(4, { note: 'gone' }, 'note of a row with many pages'),
  {
    name: 'records.delete',
    method: 'records.delete',
    request: (place) => ({ ...ofTable(place), record_ids: [2, 4] }),
    sql: () => `DELETE FROM ${TABLE} WHERE id IN (2, 4)`,
  },
  flags('tables.get', ofTable, (table: Flags) => flagsIn(table), TABLE_FLAGS),
  flags(
    'tables.list',
    ({ database_id, schema_oid }) => ({ database_id, schema_oid }),
    (tables: (Flags & { name: string })[]) => tables.filter(({ name }) => name === 'books').flatMap(flagsIn),
    TABLE_FLAGS,
  ),
  flags(
    'columns.list',
    ofTable,
    (columns: (Flags & { name: string })[]) =>
      columns.flatMap(({ name, current_role_priv }) =>
        current_role_priv.map((privilege) => ({ fact: `${privilege} (${name})` })),
      ),
    `SELECT format('%s (%s)', p, attname) AS fact FROM pg_attribute, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE',
      'REFERENCES']) p WHERE attrelid = :table AND attnum > 0 AND NOT attisdropped AND has_column_privilege(attrelid, attnum, p)`,
  ),
  flags(
    'schemas.list',
    ({ database_id }) => ({ database_id }),
    (schemas: (Flags & { name: string })[]) =>
      schemas.filter(({ name }) => name === 'shelf').flatMap(flagsIn),
    `SELECT p AS fact FROM unnest(ARRAY['USAGE', 'CREATE']) p WHERE has_schema_privilege('shelf', p)
      UNION ALL SELECT 'owner' FROM pg_namespace WHERE nspname = 'shelf' AND pg_has_role(nspowner, 'USAGE')`,
  ),
  change(
    'tables.add',
    ({ database_id, schema_oid }) => ({ database_id, schema_oid, table_name: 'added' }),
    'CREATE TABLE shelf.added (id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY)',
  ),
  change(
    'tables.patch',
    (place) => ({ ...ofTable(place), table_data_dict: { description: 'told' } }),
    `COMMENT ON TABLE ${TABLE} IS 'told'`,
  ),
  change('tables.delete', ofTable, `DROP TABLE ${TABLE}`),
  change(
    'columns.add',
    (place) => ({ ...ofTable(place), column_data_list: [{ name: 'added', type: 'text' }] }),
    `ALTER TABLE ${TABLE} ADD COLUMN added text`,
  ),
  change(
    'columns.patch',
    (place) => ({ ...ofTable(place), column_data_list: [{ id: numberOf('note'), name: 'remark' }] }),
    `ALTER TABLE ${TABLE} RENAME COLUMN note TO remark`,
  ),
  change(
    'columns.delete',
    (place) => ({ ...ofTable(place), column_attnums: [numberOf('note')] }),
    `ALTER TABLE ${TABLE} DROP COLUMN note`,
  ),
  change(
    'columns.add_primary_key_column',
    (place) => ({
      ...ofTable(place),
      ...{ pkey_type: 'IDENTITY', name: 'key', drop_existing_pkey_column: true },
    }),
    `ALTER TABLE ${TABLE} DROP COLUMN id, ADD COLUMN key integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY`,
  ),
  change(
    'constraints.add',
    (place) => ({ ...ofTable(place), constraint_def_list: [{ type: 'u', columns: [numberOf('title')] }] }),
    `ALTER TABLE ${TABLE} ADD UNIQUE (title)`,
  ),
  change(
    'constraints.delete',
    (place) => ({ ...ofTable(place), constraint_oid: place.keyOid }),
    `ALTER TABLE ${TABLE} DROP CONSTRAINT books_pkey`,
  ),
  change(
    'data_modeling.add_foreign_key_column',
    ({ database_id, table_oid }) => ({
      ...{ database_id, column_name: 'link', referrer_table_oid: table_oid, referent_table_oid: table_oid },
    }),
    `ALTER TABLE ${TABLE} ADD COLUMN link integer REFERENCES ${TABLE} (id)`,
  ),
  change(
    'data_modeling.add_mapping_table',
    ({ database_id, schema_oid, table_oid }) => ({
      ...{ database_id, schema_oid, table_name: 'added' },
      mapping_columns: [{ column_name: 'book', referent_table_oid: table_oid }],
    }),
    `CREATE TABLE shelf.added (id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
      book integer REFERENCES ${TABLE} (id))`,
  ),
  change(
    'data_modeling.split_table',
    (place) => ({
      ...ofTable(place),
      column_attnums: [numberOf('note')],
      ...{ extracted_table_name: 'added', relationship_fk_column_name: 'link' },
    }),
    `CREATE TABLE shelf.added (id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, note text);
    COMMENT ON TABLE shelf.added IS 'Extracted from ${TABLE}';
    ALTER TABLE ${TABLE} ADD COLUMN link integer REFERENCES shelf.added (id);
    INSERT INTO shelf.added (note) SELECT DISTINCT note FROM ${TABLE};
    UPDATE ${TABLE} b SET link = a.id FROM shelf.added a WHERE a.note IS NOT DISTINCT FROM b.note;
    ALTER TABLE ${TABLE} DROP COLUMN note`,
  ),
  change(
    'data_modeling.change_primary_key_column',
    (place) => ({ ...ofTable(place), column_attnum: numberOf('pages') }),
    `ALTER TABLE ${TABLE} DROP CONSTRAINT books_pkey, ADD PRIMARY KEY (pages)`,
  ),
  change('schemas.add', ({ database_id }) => ({ database_id, name: 'added' }), 'CREATE SCHEMA added'),
  change(
    'tables.privileges.replace_for_roles',
    (place) => ({ ...ofTable(place), privileges: [{ role_oid: place.strangerOid, direct: ['SELECT'] }] }),
    `GRANT SELECT ON ${TABLE} TO :stranger`,
  ),
  change(
    'tables.privileges.transfer_ownership',
    (place) => ({ ...ofTable(place), new_owner_oid: place.strangerOid }),
    `ALTER TABLE ${TABLE} OWNER TO :stranger`,
  ),
];

/** The rows of a file whose values hold neither quotes nor line ends; its first line names the columns. */
function csvRows(text: string): Told[] {
  const [names = [], ...rows] = text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((value) => value.replace(/^"(.*)"$/, '$1')));
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
}
