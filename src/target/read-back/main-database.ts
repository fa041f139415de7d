import { KEYS } from '../keys';
import { asText, type Entry as Seen } from '../snapshot';
import { ask, named, one, seenIn, whole, type Answer, type Call, type Entry, type Say } from './ask';
import { failed, only, type Look } from './look';

/** Reads back one part. @param name of the object, for a part with a name in it, such as `rows:books` */
export type ReadBack = (look: Look, name?: string) => Promise<Seen[]>;

/** What each role may do with something. @param on its key */
export const grants = (on: (params: Call['params']) => string): Say =>
  one(
    ({ role_oid }, params) => KEYS.grants(on(params), Number(role_oid)),
    ({ direct }) => Object.fromEntries((direct as string[]).map((privilege) => [privilege, true])),
    ({ role_oid }) => [KEYS.role(Number(role_oid))],
  );

const schemaKey = ({ oid }: Entry) => KEYS.schema(Number(oid));
const tableKey = ({ oid }: Entry) => KEYS.table(Number(oid));
const tableIn = (params: Call['params']) => Number(params.table_oid);

/** By the list of the schemas. */
const schemas =
  (part: string, say: Say): ReadBack =>
  async (look) => {
    const { readers, state } = look;
    const params = { database_id: state.databases.main.id };
    const answers = await ask(readers.main, [{ method: 'schemas.list', params }]);
    const meant = ({ oid, name }: Entry) => look.schemaOids.includes(Number(oid)) || look.isNamed(name);
    return seenIn(part, only(answers, meant), say);
  };

/** By a call for each of the scope's schemas. */
const inSchemas =
  (part: string, method: string, say: Say): ReadBack =>
  async ({ readers, schemaOids, state }) => {
    const database_id = state.databases.main.id;
    const calls = schemaOids.map((schema_oid) => ({ method, params: { database_id, schema_oid } }));
    return seenIn(part, await ask(readers.main, calls), say);
  };

/** By the lists of the tables. */
const tables =
  (part: string, say: Say): ReadBack =>
  async (look) =>
    seenIn(part, await look.tables(), say);

/** By a call for each of the scope's tables. @param everywhere also ask about them in the other database */
const inTables =
  (part: string, method: string, say: Say, { everywhere = false } = {}): ReadBack =>
  async (look) => {
    const lists = await look.tables();
    const oids = lists.flatMap(({ entries }) => entries.map(({ oid }) => oid));
    const asked = look.databases.slice(0, everywhere ? 2 : 1).map(({ id: database_id, reader }) =>
      ask(
        reader,
        oids.map((table_oid) => ({ method, params: { database_id, table_oid } })),
      ),
    );
    return seenIn(part, [...failed(lists), ...(await Promise.all(asked)).flat()], say);
  };

/** Rows of one table, or of all. */
const rows: ReadBack = async (look, wanted) => {
  const lists = await look.tables();
  const found = lists.flatMap(({ entries }) => entries).filter(({ name }) => name === (wanted ?? name));
  const database_id = look.state.databases.main.id;
  const answers = await ask(
    look.readers.main,
    found.map(({ oid: table_oid }) => ({ method: 'records.list', params: { database_id, table_oid } })),
  );
  const part = (name: unknown) => `rows:${String(name)}`;
  const say = one((entry, params) => KEYS.row(tableIn(params), asText(entry[1])));
  return [
    ...seenIn(part(wanted), failed(lists), say),
    ...answers.flatMap((answer, index) => seenIn(part(found[index]?.name), [answer], say)),
  ];
};

/** By a call for each database, because what is about the scope may have been stored under the other one. */
const inDatabases = async (
  { databases }: Look,
  paramsOf: readonly Call['params'][],
  method: string,
): Promise<Answer[]> => {
  const asked = databases.map(({ id: database_id, reader }) =>
    ask(
      reader,
      paramsOf.map((params) => ({ method, params: { database_id, ...params } })),
    ),
  );
  return (await Promise.all(asked)).flat();
};

/** What explorations and forms are about. */
const about = ({ database_id, base_table_oid, schema_oid }: Entry) => [
  KEYS.connected(Number(database_id)),
  KEYS.table(Number(base_table_oid)),
  KEYS.schema(Number(schema_oid)),
];

const explorations: ReadBack = async (look) => {
  const answers = await inDatabases(look, [{}], 'explorations.list');
  return seenIn(
    'explorations',
    only(answers, (entry) => look.isInside(entry) || look.isNamed(entry.name)),
    one(({ id }) => KEYS.exploration(Number(id)), whole, about),
  );
};

/** Forms, without their fields. */
const sayForm = one(
  ({ id }) => KEYS.form(Number(id)),
  ({ fields: _fields, ...form }) => whole(form),
  about,
);

/** The fields of a form. */
const sayFields: Say = ({ id, fields }) =>
  ((fields ?? []) as { id: number }[]).map((field) => ({
    key: `${KEYS.form(Number(id))}/x${String(field.id)}`,
    fields: whole({ ...field }),
  }));

const forms =
  (part: string, say: Say): ReadBack =>
  async (look) => {
    const inEach = look.schemaOids.map((schema_oid) => ({ schema_oid }));
    return seenIn(part, await inDatabases(look, inEach, 'forms.list'), say);
  };

const tableMetadata: ReadBack = async (look) => {
  const lists = await look.tables();
  const oids = lists.flatMap(({ entries }) => entries.map(({ oid }) => oid));
  const answers = await inDatabases(look, [{}], 'tables.metadata.list');
  const said = ({ id: _id, database_id: _database, table_oid: _table, ...rest }: Entry) => rest;
  // Reading a table creates an empty entry.
  const says = (entry: Entry) =>
    oids.includes(entry.table_oid) && Object.values(said(entry)).some((value) => value !== null);
  const say = one(
    ({ table_oid, database_id }) => KEYS.tableMetadata(Number(table_oid), Number(database_id)),
    said,
    ({ database_id }) => [KEYS.connected(Number(database_id))],
  );
  return seenIn('table metadata', [...failed(lists), ...only(answers, says)], say);
};

const OWNER = named({ owner: 'owner_oid' });

/** But for what the constraints tell. */
const COLUMNS = one(
  (entry, params) => KEYS.column(tableIn(params), Number(entry.id)),
  ({ primary_key: _told, ...entry }) => whole(entry),
);

const CONSTRAINTS = one(
  ({ oid }, params) => KEYS.constraint(tableIn(params), Number(oid)),
  whole,
  ({ columns, referent_table_oid }, params) => [
    ...((columns ?? []) as number[]).map((attnum) => KEYS.column(tableIn(params), attnum)),
    ...(referent_table_oid ? [KEYS.table(Number(referent_table_oid))] : []),
  ],
);

const COLUMN_METADATA = one(({ attnum, database_id }, params) =>
  KEYS.columnMetadata(tableIn(params), Number(attnum), Number(database_id ?? params.database_id)),
);

/** The parts inside the main database, and what Mathesar stores about it. */
export const IN_MAIN_DATABASE: Readonly<Record<string, ReadBack>> = {
  schemas: schemas('schemas', one(schemaKey, named({ name: 'name', description: 'description' }))),
  'schema owners': schemas('schema owners', one(schemaKey, OWNER)),
  'schema privileges': inSchemas(
    'schema privileges',
    'schemas.privileges.list_direct',
    grants(({ schema_oid }) => KEYS.schema(Number(schema_oid))),
  ),
  tables: tables(
    'tables',
    one(tableKey, named({ kind: 'type', name: 'name', description: 'description' }), ({ schema }) => [
      KEYS.schema(Number(schema)),
    ]),
  ),
  'table owners': tables('table owners', one(tableKey, OWNER)),
  'table privileges': inTables(
    'table privileges',
    'tables.privileges.list_direct',
    grants((params) => KEYS.table(tableIn(params))),
  ),
  rows,
  columns: inTables('columns', 'columns.list', COLUMNS),
  constraints: inTables('constraints', 'constraints.list', CONSTRAINTS),
  'table metadata': tableMetadata,
  'column metadata': inTables('column metadata', 'columns.metadata.list', COLUMN_METADATA, {
    everywhere: true,
  }),
  explorations,
  forms: forms('forms', sayForm),
  'form fields': forms('form fields', sayFields),
};
