import type { Line } from '../witness';
import { ask, fields, linesOf, of, whole, type Answer, type Call, type Entry, type Say } from './ask';
import { failed, only, type Look } from './look';

/** Reads back one part. @param name of the object, for a part with a name in it, such as `rows:books` */
export type ReadBack = (look: Look, name?: string) => Promise<Line[]>;

/** One line per privilege of a role. */
export const grants = ({ role_oid, direct }: Entry): string[] =>
  (direct as string[]).map((privilege) => `${String(role_oid)} ${privilege}`);

/** Fields of forms come in any order. */
const wholeForm = ({ fields: list, ...form }: Entry): string[] =>
  whole({ ...form, fields: (list as { id: number }[]).sort((one, other) => one.id - other.id) });

/** By the list of the schemas. */
const schemas =
  (part: string, say: Say): ReadBack =>
  async (look) => {
    const { readers, scope, state } = look;
    const params = { database_id: state.databases.main.id };
    const answers = await ask(readers.main, [{ method: 'schemas.list', params }]);
    const meant = ({ oid, name }: Entry) => scope.schemaOids.includes(Number(oid)) || look.isNamed(name);
    return linesOf(part, only(answers, meant), say);
  };

/** By a call for each of the scope's schemas. */
const inSchemas =
  (part: string, method: string, say: Say): ReadBack =>
  async ({ readers, scope, state }) => {
    const database_id = state.databases.main.id;
    const calls = scope.schemaOids.map((schema_oid) => ({ method, params: { database_id, schema_oid } }));
    return linesOf(part, await ask(readers.main, calls), of('schema_oid', say));
  };

/** By the lists of the tables. */
const tables =
  (part: string, say: Say): ReadBack =>
  async (look) =>
    linesOf(part, await look.tables(), say);

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
    const answers = [...failed(lists), ...(await Promise.all(asked)).flat()];
    return linesOf(
      part,
      answers,
      everywhere ? of('database_id', of('table_oid', say)) : of('table_oid', say),
    );
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
  return [
    ...linesOf(part(wanted), failed(lists), whole),
    ...answers.flatMap((answer, index) => linesOf(part(found[index]?.name), [answer], whole)),
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

const explorations: ReadBack = async (look) => {
  const answers = await inDatabases(look, [{}], 'explorations.list');
  return linesOf(
    'explorations',
    only(answers, (entry) => look.isInside(entry) || look.isNamed(entry.name)),
    whole,
  );
};

const forms: ReadBack = async (look) => {
  const inEach = look.scope.schemaOids.map((schema_oid) => ({ schema_oid }));
  return linesOf('forms', await inDatabases(look, inEach, 'forms.list'), wholeForm);
};

const tableMetadata: ReadBack = async (look) => {
  const lists = await look.tables();
  const oids = lists.flatMap(({ entries }) => entries.map(({ oid }) => oid));
  const answers = await inDatabases(look, [{}], 'tables.metadata.list');
  // Reading a table creates an empty entry.
  const says = ({ id: _id, database_id: _database, table_oid, ...said }: Entry) =>
    oids.includes(table_oid) && Object.values(said).some((value) => value !== null);
  const say = ({ id: _id, ...entry }: Entry) => whole(entry);
  return linesOf('table metadata', [...failed(lists), ...only(answers, says)], say);
};

/** The parts inside the main database, and what Mathesar stores about it. */
export const IN_MAIN_DATABASE: Readonly<Record<string, ReadBack>> = {
  schemas: schemas('schemas', fields('oid', 'name', 'description')),
  'schema owners': schemas('schema owners', fields('oid', 'owner_oid')),
  'schema privileges': inSchemas('schema privileges', 'schemas.privileges.list_direct', grants),
  tables: tables('tables', fields('oid', 'type', 'schema', 'name', 'description')),
  'table owners': tables('table owners', fields('oid', 'owner_oid')),
  'table privileges': inTables('table privileges', 'tables.privileges.list_direct', grants),
  rows,
  columns: inTables('columns', 'columns.list', whole),
  constraints: inTables('constraints', 'constraints.list', whole),
  'table metadata': tableMetadata,
  'column metadata': inTables('column metadata', 'columns.metadata.list', whole, { everywhere: true }),
  explorations,
  forms,
};
