import { CallFailed, Client, type Credentials } from '../target/client';
import { ALL_EFFECTS } from '../target/effects';
import { AsFound } from '../target/as-found';
import { findHome } from '../target/home';
import { findMaintenanceDatabase, ownRole, type MaintenanceDatabase } from '../target/maintenance-database';
import { hasNotice, isNoticeWanted } from '../target/notice';
import { releaseOf } from '../target/installed-release';
import { addUser } from '../target/provision';
import { leave, staying } from '../target/leave';
import type { LifeCycle } from '../target/run';
import { hasSample, makeSample } from '../target/sample';
import { teardown } from '../target/teardown';
import { enter, logOut } from '../target/session';
import type { RunAccount, RunState } from '../target/state';
import type { DemoTarget } from '../target/target';
import { visitorAccount, visitorDatabase } from './sample';

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
      if (state.mayChange && state.lacks?.includes('data')) await fillHomes(state);
      return state;
    },
    remove: async () => {
      const entered = state;
      if (!entered) return [];
      // They remove what is in their databases.
      const signOut = async () => {
        for (const { session } of Object.values(entered.accounts)) await logOut(target.baseUrl, session);
      };
      return leave({ ...entered, accounts: {} }, found, () => leaveDemo(entered).finally(signOut));
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
    const state = await describe(target, prefix, accounts);
    return { ...state, lacks: await lacksOf(state) };
  } catch (error) {
    for (const { session } of entered) await logOut(baseUrl, session);
    throw error;
  }
}

/** What a given demo does not have; only reads. */
async function lacksOf(state: RunState): Promise<NonNullable<RunState['lacks']>> {
  const { baseUrl, accounts, witness } = state;
  const home = await new Client(baseUrl, state.setupAdmin.session).http({ method: 'GET', path: '/' });
  const hasData = await Promise.all(homesOf(state).map(hasSample));
  const admin = accounts.admin && new Client(baseUrl, accounts.admin.session);
  const mayRemove = !admin || witness !== undefined || (await findMaintenanceDatabase(admin)).maintenance;
  return [
    ...(isNoticeWanted() || hasNotice(home.text) ? [] : (['notice'] as const)),
    ...(hasData.every(Boolean) ? [] : (['data'] as const)),
    ...(mayRemove ? [] : (['removal'] as const)),
  ];
}

/** The two visitors and their databases. */
const homesOf = (state: RunState) =>
  (['visitor', 'neighbour'] as const).map((who) => ({
    ...{ baseUrl: state.baseUrl, account: visitorAccount(state, who), database: visitorDatabase(state, who) },
  }));

/** Makes a table with a row for each visitor whom the demo gave none. What is refused here, cells will show. */
async function fillHomes(state: RunState): Promise<void> {
  for (const home of homesOf(state)) {
    if (await hasSample(home)) continue;
    await makeSample(home, state.prefix).catch((error: unknown) => {
      if (!(error instanceof CallFailed)) throw error;
    });
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
  const { oid, name } = (await ownRole(client, { id: main.id, server_id: main.serverId })) ?? {
    ...{ oid: 0, name: visitor.username },
  };
  const listed = await client.call('collaborators.list', { database_id: main.id });
  const [own] = listed.ok ? (listed.result as { configured_role_id: number }[]) : [];
  return {
    ...{ target: 'demo', baseUrl, mayChange, allowedEffects, prefix, seed },
    ...(await releaseOf(client)),
    serverId: main.serverId,
    maintenanceDatabaseId: main.id,
    setupAdmin: visitor,
    databases: { main, other },
    accounts: { visitor, neighbour, ...(admin && { admin }) },
    postgresRoles: { owner: { oid, name, storedRoleId: own?.configured_role_id ?? 0 } },
    ...(witness === undefined ? {} : { witness }),
  };
}

/** The database that a user of the demo owns. @throws Error when there is none */
async function homeOf(baseUrl: string, { username, session }: RunAccount) {
  const { home, listed } = await findHome(new Client(baseUrl, session), username);
  if (home) return home;
  throw new Error(
    `${baseUrl}: "${username}" owns no database (${String(listed.length)} in the list); ` +
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
  const { maintenance } = await findMaintenanceDatabase(setupAdmin);
  if (maintenance)
    await adoptHomes(
      setupAdmin,
      userId,
      maintenance,
      databases.filter(({ name }) => name.startsWith(`${prefix}_`)),
    );
  return teardown({
    ...{ baseUrl, prefix, witness, setupAdmin: { ...admin, userId } },
    maintenanceDatabaseId: maintenance?.databaseId,
  });
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
