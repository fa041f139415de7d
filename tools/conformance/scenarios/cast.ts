import { clientOf } from '../../../src/engine/attempt';
import { Client } from '../../../src/target/client';
import { queryRows } from '../../../src/target/postgres';
import { addUser } from '../../../src/target/provision';
import type { RunAccount } from '../../../src/target/state';
import { storedRoleOnBooks, type StoredRole } from '../../../src/world/stored-role';
import { COLUMNS, roleNamed, type World } from '../../../src/world/world';
import type { Scene } from './scene';

/** What a driver works with. */
export interface ScenarioContext {
  scene: Scene;
  world: World;
}

/** An account of the world that nobody else uses. */
export interface Actor {
  client: Client;
  account: RunAccount;
  /** Ids of its collaborator entries, in the order in which they were asked for. */
  collaborators: number[];
}

/** A database, and the stored role by which an account is a collaborator of it. */
export interface DatabaseAccess {
  databaseId: number;
  storedRoleId: number;
}

/** The run's account of a role. */
export const as = ({ world }: ScenarioContext, role: string) => clientOf(world.state, roleNamed(role));

/** Nobody. */
export const nobody = ({ world }: ScenarioContext) => new Client(world.state.baseUrl, undefined);

/** An account of one's own, logged in. */
export async function actor(
  { world }: ScenarioContext,
  accesses: DatabaseAccess[],
  { superuser = false } = {},
): Promise<Actor> {
  const { setupAdmin, state } = world;
  const account = await addUser(setupAdmin, state, world.name('actor'), superuser);
  world.onEnd(() => setupAdmin.rpc('users.delete', { user_id: account.userId }));
  const collaborators: number[] = [];
  for (const { databaseId, storedRoleId } of accesses) {
    const { id } = await setupAdmin.rpc('collaborators.add', {
      database_id: databaseId,
      user_id: account.userId,
      configured_role_id: storedRoleId,
    });
    collaborators.push(id);
  }
  return { client: new Client(state.baseUrl, account.session), account, collaborators };
}

/** The main database, by the PostgreSQL role of a role of the plan. */
export const mainAs = ({ world }: ScenarioContext, role: string): DatabaseAccess => ({
  databaseId: world.databaseId,
  storedRoleId: world.postgresRole(role).storedRoleId,
});

/** A PostgreSQL role of one's own that may read books and insert into them. */
export const reader = ({ world }: ScenarioContext): Promise<StoredRole> =>
  storedRoleOnBooks(world, 'reader', ['SELECT', 'INSERT']);

/** Parameters of the calls that most scenarios make. */
export const calls = ({ world }: ScenarioContext) => {
  const database_id = world.databaseId;
  const books = { database_id, table_oid: world.tables.books.oid };
  return {
    database: { database_id },
    books,
    list: { ...books, limit: 1 },
    add: (title: string) => ({ ...books, record_def: { [COLUMNS.books.title]: title } }),
    inSchema: { database_id, schema_oid: world.schema.oid },
    databasePage: `/db/${String(database_id)}/`,
    export: `/api/export/v0/tables/?database_id=${String(database_id)}&table_oid=${String(books.table_oid)}`,
  };
};

/** Runs a statement on the install's PostgreSQL server, behind Mathesar's back. @throws Error without a witness */
export async function behindItsBack(
  { world }: ScenarioContext,
  sql: string,
  values: unknown[] = [],
): Promise<object[]> {
  const { witness } = world.state;
  if (witness === undefined) throw new Error('scenarios need the SQL witness');
  return queryRows(witness, sql, values);
}
