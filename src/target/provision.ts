import { randomBytes } from 'node:crypto';
import { databasesOf, ROLES, type Role } from '../roles';
import { findMaintenanceDatabase, ownRole } from './maintenance-database';
import { Client, InstallError } from './client';
import { readCommonData } from './common-data';
import { releaseOf } from './installed-release';
import { messageOf } from './message';
import { addressOf, fullNameOf } from './personal-data';
import { newRunPrefix } from './run-name';
import { enter, firstLogin, logOut } from './session';
import type { RunAccount, RunDatabase, RunPostgresRole, RunState } from './state';
import type { Target } from './target';

/** The name of a schema in a database of a run. */
export const insideOf = ({ name }: RunDatabase): string => `${name}_inside`;

/** A password that can not be guessed and that every password rule accepts. */
const newPassword = () => `Pw-${randomBytes(15).toString('base64url')}`;

/**
 * Creates what one run needs, through Mathesar's own API: two databases, and for every role of the plan a
 * PostgreSQL role, a stored role, an account and a collaborator entry. Logs in every account once.
 *
 * @param prefix prefix of all names that are made
 * @param track receives the state as it grows, so that a failure half way can be cleaned up
 * @throws InstallError, LoginFailed or CallFailed: nothing may run on a half-provisioned install
 */
export async function provision(
  target: Target,
  track: (state: RunState) => void,
  prefix = newRunPrefix(),
): Promise<RunState> {
  const { baseUrl, admin } = target;
  const session = await enter(baseUrl, admin);
  const setupAdmin = new Client(baseUrl, session);
  const { user } = await readCommonData(setupAdmin);
  const state: RunState = {
    target: target.install,
    ...(target.standIn && { standIn: true }),
    baseUrl,
    ...(await releaseOf(setupAdmin)),
    mayChange: true,
    allowedEffects: target.allowedEffects,
    ...(target.prevented && { prevented: target.prevented }),
    prefix,
    seed: target.seed,
    serverId: 0,
    maintenanceDatabaseId: await requireMaintenanceDatabaseId(setupAdmin, baseUrl),
    setupAdmin: {
      userId: user?.id ?? 0,
      username: admin.username,
      password: admin.password,
      session,
    },
    databases: { main: { id: 0, name: '' }, other: { id: 0, name: '' } },
    accounts: {},
    postgresRoles: {},
    ...(target.witness === undefined ? {} : { witness: target.witness }),
  };
  track(state);
  await makeDatabases(setupAdmin, state);
  for (const make of [makePostgresRole, makeAccount])
    for (const role of ROLES) await orUnmade(state, role, () => make(setupAdmin, state, role));
  const [refusal] = Object.values(state.unmade ?? {});
  if (refusal !== undefined && Object.keys(state.accounts).length === 0)
    throw new Error(`${baseUrl}: no role of the run could be made: ${refusal}`);
  return state;
}

/** Finds a database that was connected before the run, from which the run's own can be dropped at the end. */
async function requireMaintenanceDatabaseId(setupAdmin: Client, baseUrl: string): Promise<number> {
  const { maintenance } = await findMaintenanceDatabase(setupAdmin);
  if (maintenance) return maintenance.databaseId;
  if (setupAdmin.session) await logOut(baseUrl, setupAdmin.session);
  throw new Error(
    `${baseUrl}: the administrator is a collaborator of no connected database with a role that may create roles and ` +
      'databases. A run drops its own databases from such a database; see "npx qa-plan preflight".',
  );
}

async function makeDatabases(setupAdmin: Client, state: RunState): Promise<void> {
  const make = async (kind: string): Promise<RunDatabase> => {
    const name = `${state.prefix}_${kind}`;
    const made = await setupAdmin.rpc('databases.setup.create_new', { database: name });
    state.serverId = made.server.id;
    const { id, name: roleName } = made.configured_role;
    const { oid = 0, super: isSuperuser } = (await ownRole(setupAdmin, made.database)) ?? {};
    state.postgresRoles.owner = { oid, name: roleName, storedRoleId: id, isSuperuser };
    return { id: made.database.id, name };
  };
  state.databases.main = await make('main');
  state.databases.other = await make('other');
  // Its name is known to the collaborators of that database alone.
  await setupAdmin.rpc('schemas.add', {
    database_id: state.databases.other.id,
    name: insideOf(state.databases.other),
  });
}

/** Makes a part of a role, unless one before was refused: a run goes on without a role that the install does not make. */
async function orUnmade(state: RunState, { name }: Role, make: () => Promise<void>): Promise<void> {
  if (state.unmade?.[name] !== undefined) return;
  try {
    await make();
  } catch (error) {
    if (error instanceof InstallError) throw error;
    state.unmade = { ...state.unmade, [name]: messageOf(error) };
  }
}

async function makePostgresRole(setupAdmin: Client, state: RunState, role: Role): Promise<void> {
  const owner = state.postgresRoles.owner;
  if (role.postgres === 'none' || !owner) return;
  if (role.postgres === 'owner') {
    state.postgresRoles[role.name] = owner;
    return;
  }
  const made = await makeStoredRole(setupAdmin, state, role.name);
  state.postgresRoles[role.name] = made;
  if (role.postgres.database.length === 0 || role.collaborator === 'none') return;
  await setupAdmin.rpc('databases.privileges.replace_for_roles', {
    database_id: state.databases[role.collaborator].id,
    privileges: [{ role_oid: made.oid, direct: ['CONNECT', ...role.postgres.database] }],
  });
}

async function makeStoredRole(setupAdmin: Client, state: RunState, kind: string): Promise<RunPostgresRole> {
  const name = `${state.prefix}_${kind}`;
  const password = newPassword();
  const oid = await addPostgresRole(setupAdmin, state, name, password);
  const stored = await setupAdmin.rpc('roles.configured.add', { server_id: state.serverId, name, password });
  return { oid, name, password, storedRoleId: stored.id };
}

/**
 * Adds a PostgreSQL role that may log in, to the run's main database. Without being a superuser, the owner of the
 * database must be a member of a role to give it what is its own (PostgreSQL: ALTER TABLE … OWNER TO).
 * @returns its OID
 * @throws CallFailed, InstallError
 */
export async function addPostgresRole(
  setupAdmin: Client,
  { databases, postgresRoles: { owner } }: Pick<RunState, 'databases' | 'postgresRoles'>,
  rolename: string,
  password: string,
): Promise<number> {
  const database_id = databases.main.id;
  const { oid } = await setupAdmin.rpc('roles.add', { database_id, rolename, login: true, password });
  if (owner?.isSuperuser === false) {
    await setupAdmin.rpc('roles.set_members', { database_id, parent_role_oid: oid, members: [owner.oid] });
  }
  return oid;
}

async function makeAccount(setupAdmin: Client, state: RunState, role: Role): Promise<void> {
  if (role.account === 'none') return;
  const account = await addUser(setupAdmin, state, `${state.prefix}_${role.name}`, role.account === 'admin');
  state.accounts[role.name] = account;
  const postgresRole = state.postgresRoles[role.name];
  if (!postgresRole || role.collaborator === 'none') return;
  for (const which of databasesOf(role)) {
    await setupAdmin.rpc('collaborators.add', {
      database_id: state.databases[which].id,
      user_id: account.userId,
      configured_role_id: postgresRole.storedRoleId,
    });
  }
}

/** Adds a user and logs it in, changing the first password as Mathesar requires. */
export async function addUser(
  setupAdmin: Client,
  state: Pick<RunState, 'baseUrl' | 'hearing' | 'firstPasswordEnds'>,
  username: string,
  isSuperuser: boolean,
): Promise<RunAccount> {
  const first = newPassword();
  const user = await setupAdmin.rpc('users.add', {
    user_def: {
      username,
      password: first,
      is_superuser: isSuperuser,
      email: addressOf(username),
      full_name: fullNameOf(username),
      display_language: 'en',
    },
  });
  const { session, password, changeDue } = await firstLogin(state, username, first, newPassword(), {
    token: setupAdmin.session?.csrfToken,
    changeDue: state.firstPasswordEnds,
  });
  state.firstPasswordEnds = changeDue;
  return { userId: user.id, username, password, session };
}
