import pg from 'pg';
import { login } from '../../../src/install/session';
import type { MethodName, Params, Result } from '../../../src/install/api';
import { COLUMNS, type TableName } from '../../../src/world/world';
import type { Library } from './library';
import type { PageObjects } from './pages';

/** What one use of a control is given: the pages, the library, and the names that earlier uses gave. */
export interface Workshop {
  p: PageObjects;
  library: Library;
  names: Names;
}

/** The names of what the uses make; each is made, changed and removed by one use after the other. */
export type Names = Record<
  'schema' | 'table' | 'exploration' | 'form' | 'role' | 'user' | 'database' | 'existing',
  string
> & {
  password: string;
};

/** Using a control that changes something, and the look through the API that must tell the difference. */
export interface Use {
  /** Brings about what the use wants to find. */
  prepare?: (w: Workshop) => Promise<void>;
  /** The control's page and name in the table of controls. */
  page: string;
  control: string;
  use: (w: Workshop) => Promise<void>;
  /** Looked at before and after; the two must differ. */
  look: (w: Workshop) => Promise<unknown>;
}

export const ids = ({ library: { world } }: Workshop) => ({
  databaseId: world.databaseId,
  schemaOid: world.schema.oid,
});
export const books = (w: Workshop) => ({ ...ids(w), tableOid: w.library.world.tables.books.oid });
export const role = ({ library: { world } }: Workshop, name: string) => world.postgresRole(name).name;

type Look = Use['look'];
const ask = <M extends MethodName>(
  method: M,
  params: (w: Workshop) => Params<M>,
): ((w: Workshop) => Promise<Result<M>>) => {
  return (w) => w.library.world.steward.rpc(method, params(w));
};
const inDatabase = ({ library: { world } }: Workshop) => ({ database_id: world.databaseId });
const inSchema = (w: Workshop) => ({ ...inDatabase(w), schema_oid: w.library.world.schema.oid });
const inBooks = (w: Workshop) => ({ ...inDatabase(w), table_oid: w.library.world.tables.books.oid });

export const schemas = ask('schemas.list', inDatabase);
export const tables = ask('tables.list', inSchema);
export const columns = ask('columns.list', inBooks);
export const constraints = ask('constraints.list', inBooks);
export const records = ask('records.list', inBooks);
export const metadata = ask('tables.metadata.list', inDatabase);
export const explorations = ask('explorations.list', inDatabase);
export const forms = ask('forms.list', inSchema);
export const roles = ask('roles.list', inDatabase);
export const storedRoles = ask('roles.configured.list', (w) => ({
  ...inDatabase(w),
  server_id: w.library.world.state.serverId,
}));
export const collaborators = ask('collaborators.list', inDatabase);
export const users = ask('users.list', () => ({}));
export const databases = ask('databases.configured.list', () => ({}));
export const databaseAccess = ask('databases.privileges.list_direct', inDatabase);
export const schemaAccess = ask('schemas.privileges.list_direct', inSchema);
export const tableAccess = ask('tables.privileges.list_direct', inBooks);

export const use = (page: string, control: string, look: Look, act: Use['use']): Use => ({
  page,
  control,
  use: act,
  look,
});

/** A library of its own table, for uses that would be in each other's way: opens the page of books. */
export const onTable = (
  page: string,
  control: string,
  look: Look,
  act: (w: Workshop) => Promise<void>,
): Use =>
  use(page, control, look, async (w) => {
    await w.p.table.open(books(w));
    await act(w);
  });
export const onColumn = (
  control: string,
  column: string,
  look: Look,
  act: (w: Workshop) => Promise<void>,
): Use =>
  onTable('table-inspector-column-title', control, look, async (w) => {
    await w.p.table.selectColumn(column);
    await act(w);
  });
export const onSchema = (
  page: string,
  control: string,
  look: Look,
  act: (w: Workshop) => Promise<void>,
): Use =>
  use(page, control, look, async (w) => {
    await w.p.schema.open(ids(w));
    await act(w);
  });
export const onDatabase = (
  page: string,
  control: string,
  look: Look,
  act: (w: Workshop) => Promise<void>,
): Use =>
  use(page, control, look, async (w) => {
    await w.p.database.open(ids(w));
    await act(w);
  });
export const onForm = (page: string, control: string, act: (w: Workshop) => Promise<void>): Use =>
  use(page, control, forms, async (w) => {
    await w.p.formBuilder.open({ ...ids(w), formId: w.library.privateForm.id });
    await act(w);
  });
export const onUser = (control: string, look: Look, act: (w: Workshop) => Promise<void>): Use =>
  use('administration-users-edit', control, look, async (w) => {
    const found = (await users(w)).find(({ username }) => username === w.names.user);
    if (!found) throw new Error(`there is no user ${w.names.user}`);
    await w.p.user.open({ userId: found.id });
    await act(w);
  });

/** Whether a password is accepted. */
export const passwordWorks = (name: (w: Workshop) => string, password: (w: Workshop) => string): Look => {
  return (w) =>
    login(w.library.world.state.baseUrl, name(w), password(w)).then(
      () => true,
      () => false,
    );
};

/** A database that the uses made or connected. */
export async function ownDatabase(w: Workshop, own = w.names.database) {
  const found = (await databases(w)).find(({ name }) => name === own);
  if (!found) throw new Error(`database ${own} is not connected`);
  return found;
}

/** Does in the install's own PostgreSQL what its API has no call for. */
async function sql({ library: { world } }: Workshop, text: string, values: unknown[] = []): Promise<void> {
  const internal = new pg.Client({ connectionString: world.state.witness });
  await internal.connect();
  await internal.query(text, values);
  await internal.end();
}

/** Brings the database that the uses made into the state in which a new release finds it. */
export async function outdate(w: Workshop): Promise<void> {
  const { id } = await ownDatabase(w);
  await sql(w, `UPDATE mathesar_database SET last_confirmed_sql_version = '0.0.1' WHERE id = $1`, [id]);
}

/** Makes a database that Mathesar does not know; whoever connects it must own it. */
export async function makeExistingDatabase(w: Workshop): Promise<void> {
  await sql(
    w,
    `CREATE DATABASE ${pg.escapeIdentifier(w.names.existing)} OWNER ${pg.escapeIdentifier(role(w, 'manager'))}`,
  );
}

/** Removes the databases that the uses made and connected. */
export async function removeOwnDatabases(w: Workshop): Promise<void> {
  const own = [w.names.database, w.names.existing];
  for (const { id, name } of await databases(w)) {
    if (!own.includes(name)) continue;
    await w.library.world.steward.rpc('databases.configured.disconnect', { database_id: id });
  }
  for (const name of own) await sql(w, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
}

async function cellOf(
  { library: { world } }: Workshop,
  table: TableName,
  column: number,
  key: number,
): Promise<string> {
  const { results } = await world.steward.rpc('records.get', {
    database_id: world.databaseId,
    table_oid: world.tables[table].oid,
    record_id: key,
  });
  return String(results[0]?.[column]);
}
/** The key of the record that was added last. */
export async function lastBook(w: Workshop): Promise<number> {
  const { results } = await records(w);
  return Math.max(...results.map((record) => Number(record[COLUMNS.books.id])));
}
export const nameOfAuthor = (w: Workshop, key: number) => cellOf(w, 'authors', COLUMNS.authors.name, key);
export const titleOfBook = (w: Workshop, key: number) => cellOf(w, 'books', COLUMNS.books.title, key);
