import { Client, type Credentials } from '../target/client';
import { ALL_EFFECTS } from '../target/effects';
import { AsFound } from '../target/as-found';
import { findMaintenanceDatabase, type MaintenanceDatabase } from '../target/maintenance-database';
import { releaseOf } from '../target/installed-release';
import { addUser } from '../target/provision';
import { leave, staying } from '../target/leave';
import { messageOf } from '../target/message';
import type { LifeCycle } from '../target/run';
import { teardown } from '../target/teardown';
import { enter, logOut } from '../target/session';
import type { RunAccount, RunDatabase, RunState } from '../target/state';
import type { DemoTarget } from '../target/target';

/** A demo that the suite started, to which visitors can be added. */
export interface OwnDemo {
  baseUrl: string;
  admin: Credentials;
  witness: string | undefined;
  seed: number;
}

/** The life cycle of a run on the suite's own demo: adds two visitors and removes them with all they have. */
export function ownDemoLifeCycle(target: OwnDemo): LifeCycle {
  let made: MadeOnDemo | undefined;
  return {
    target: 'demo',
    lock: undefined,
    provision: (prefix) =>
      provisionDemo(target, prefix, (growing) => {
        made = growing;
      }),
    remove: async () => (made ? removeFromDemo(made) : []),
    stays: () => Promise.resolve([]),
  };
}

/** The life cycle of a run on a given demo: only logs in the given accounts, which changes nothing. */
export function demoLifeCycle(target: DemoTarget): LifeCycle {
  let state: RunState | undefined;
  let found: AsFound | undefined;
  return {
    target: 'demo',
    lock: target.mayChange ? target.witness : undefined,
    provision: async (prefix) => {
      found = await AsFound.look(target);
      state = await enterDemo(target, prefix);
      await found?.enter();
      return state;
    },
    remove: async () => {
      if (!state) return [];
      const left = await leaveDemo(state).catch((error: unknown) => [messageOf(error)]);
      return [...left, ...(await leave(state, found))];
    },
    stays: async () => (state?.mayChange ? staying(state, found) : []),
  };
}

/** The accounts under test, before their databases are known. */
interface Accounts {
  visitor: RunAccount;
  neighbour: RunAccount;
  admin: RunAccount | undefined;
}

/**
 * Logs in the given accounts of a demo and finds their databases. Only reads.
 * @throws LoginFailed, InstallError, CallFailed; Error when a visitor has no database or both have the same
 */
async function enterDemo(target: DemoTarget, prefix: string): Promise<RunState> {
  const { baseUrl, visitors, admin } = target;
  const entered: RunAccount[] = [];
  const accountOf = async (credentials: Credentials): Promise<RunAccount> => {
    const account = { userId: 0, ...credentials, session: await enter(baseUrl, credentials) };
    entered.push(account);
    return account;
  };
  try {
    const accounts = {
      visitor: await accountOf(visitors.visitor),
      neighbour: await accountOf(visitors.neighbour),
      admin: admin && (await accountOf(admin)),
    };
    // Check first that objects made by an administrator can be removed again.
    if (target.mayChange && accounts.admin)
      await requireMaintenanceDatabase(new Client(baseUrl, accounts.admin.session));
    return await describe(target, prefix, accounts);
  } catch (error) {
    for (const { session } of entered) await logOut(baseUrl, session);
    throw error;
  }
}

/**
 * Adds two visitors to the suite's own demo, which gives each a role and a database.
 * @param track receives the prefix before anything is made, so that it can be removed
 * @throws as {@link enterDemo}
 */
async function provisionDemo(
  target: OwnDemo,
  prefix: string,
  track: (made: MadeOnDemo) => void,
): Promise<RunState> {
  const { baseUrl } = target;
  const admin = { userId: 0, ...target.admin, session: await enter(baseUrl, target.admin) };
  const setupAdmin = new Client(baseUrl, admin.session);
  track({ baseUrl, prefix, admin, witness: target.witness });
  const add = (who: string) => addUser(setupAdmin, { baseUrl }, `${prefix}_${who}`, false);
  const accounts = { visitor: await add('visitor'), neighbour: await add('neighbour'), admin };
  return describe({ ...target, mayChange: true, allowedEffects: ALL_EFFECTS }, prefix, accounts);
}

async function describe(
  target: Pick<DemoTarget, 'baseUrl' | 'witness' | 'seed' | 'mayChange' | 'allowedEffects'>,
  prefix: string,
  { visitor, neighbour, admin }: Accounts,
): Promise<RunState> {
  const { baseUrl, witness, seed, mayChange, allowedEffects } = target;
  const main = await homeOf(baseUrl, visitor);
  const other = await homeOf(baseUrl, neighbour);
  if (main.id === other.id)
    throw new Error(
      `${baseUrl}: "${visitor.username}" and "${neighbour.username}" share the database "${main.name}"; ` +
        'isolation can only be tested with two users who have different databases',
    );
  const client = new Client(baseUrl, visitor.session);
  const { current_role } = await client.rpc('roles.get_current_role', { database_id: main.id });
  const [own] = await client.rpc('collaborators.list', { database_id: main.id });
  return {
    ...{ target: 'demo', baseUrl, mayChange, allowedEffects, prefix, seed },
    ...(await releaseOf(client)),
    serverId: main.serverId,
    maintenanceDatabaseId: main.id,
    setupAdmin: visitor,
    databases: { main, other },
    accounts: { visitor, neighbour, ...(admin && { admin }) },
    postgresRoles: {
      owner: {
        oid: current_role.oid,
        name: current_role.name,
        storedRoleId: own?.configured_role_id ?? 0,
      },
    },
    ...(witness === undefined ? {} : { witness }),
  };
}

/** The database that a user of the demo owns. */
async function homeOf(baseUrl: string, account: RunAccount): Promise<RunDatabase & { serverId: number }> {
  const client = new Client(baseUrl, account.session);
  const listed = await client.rpc('databases.configured.list', {});
  for (const { id, name, server_id } of listed) {
    const answer = await client.call('databases.get', { database_id: id });
    if (!answer.ok) continue;
    const { oid, current_role_owns } = answer.result as { oid: number; current_role_owns: boolean };
    if (current_role_owns) return { id, oid, name, serverId: server_id };
  }
  throw new Error(
    `${baseUrl}: "${account.username}" owns no database (${String(listed.length)} in the list); ` +
      'on a demo every user has one: is PER_USER_DATABASES_ENABLED set?',
  );
}

/**
 * Removes what a run left in the two visitors' databases on a given demo, and what its administrator made.
 * @returns what could not be removed, one line each
 */
async function leaveDemo({ mayChange, ...run }: RunState): Promise<string[]> {
  if (!mayChange) return [];
  const { baseUrl, prefix, witness, databases, accounts } = run;
  const left: string[] = [];
  for (const [account, { id: database_id }] of [
    [accounts.visitor, databases.main],
    [accounts.neighbour, databases.other],
  ] as const) {
    const client = new Client(baseUrl, account?.session);
    const schemas = await client.rpc('schemas.list', { database_id });
    const schema_oids = schemas.filter(({ name }) => name.startsWith(`${prefix}_`)).map(({ oid }) => oid);
    if (schema_oids.length > 0) await client.rpc('schemas.delete', { database_id, schema_oids });
  }
  if (accounts.admin)
    left.push(...(await removeFromDemo({ baseUrl, prefix, admin: accounts.admin, witness })));
  return left;
}

/** What is needed to remove the objects of a run on a demo. */
interface MadeOnDemo {
  baseUrl: string;
  prefix: string;
  admin: RunAccount;
  witness: string | undefined;
}

/**
 * Removes the users of a run, and their databases and roles, which `users.delete` leaves behind.
 * @returns what could not be removed, one line each
 */
async function removeFromDemo({ baseUrl, prefix, admin, witness }: MadeOnDemo): Promise<string[]> {
  const setupAdmin = new Client(baseUrl, admin.session);
  const userId =
    (await setupAdmin.rpc('users.list', {})).find(({ username }) => username === admin.username)?.id ?? 0;
  const databases = await setupAdmin.rpc('databases.configured.list', {});
  const maintenance = await requireMaintenanceDatabase(setupAdmin);
  await adoptHomes(
    setupAdmin,
    userId,
    maintenance,
    databases.filter(({ name }) => name.startsWith(`${prefix}_`)),
  );
  return teardown({
    ...{
      target: 'demo',
      baseUrl,
      mayChange: true,
      allowedEffects: [],
      prefix,
      seed: 0,
      accounts: {},
      postgresRoles: {},
    },
    serverId: maintenance.serverId,
    maintenanceDatabaseId: maintenance.databaseId,
    setupAdmin: { ...admin, userId },
    databases: { main: { id: 0, oid: 0, name: '' }, other: { id: 0, oid: 0, name: '' } },
    ...(witness === undefined ? {} : { witness }),
  });
}

/** Finds a database of the administrator from which others can be dropped. */
async function requireMaintenanceDatabase(setupAdmin: Client): Promise<MaintenanceDatabase> {
  const { maintenance } = await findMaintenanceDatabase(setupAdmin);
  if (maintenance) return maintenance;
  throw new Error(
    `${setupAdmin.baseUrl}: the administrator of the demo is a collaborator of no database with a role that may create roles ` +
      'and databases, so the run could not remove what it makes; connect one, or leave out DEMO_ADMIN_USERNAME',
  );
}

/** Makes the administrator a collaborator of home databases: without that, they can not be dropped. */
async function adoptHomes(
  setupAdmin: Client,
  user_id: number,
  maintenance: MaintenanceDatabase,
  homes: readonly { id: number; name: string }[],
): Promise<void> {
  const stored = await setupAdmin.rpc('roles.configured.list', {
    database_id: maintenance.databaseId,
    server_id: maintenance.serverId,
  });
  for (const { id, name } of homes) {
    const role = stored.find((candidate) => candidate.name === name);
    // Databases that the administrator made over the API are already accessible.
    if (!role) continue;
    await setupAdmin.rpc('collaborators.add', { database_id: id, user_id, configured_role_id: role.id });
  }
}
