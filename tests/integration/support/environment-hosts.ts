import { startStandIn, type StandIn, type StandInDetails } from '../../../src/target/stand-in';
import { Client } from '../../../src/target/client';
import { queryRows } from '../../../src/target/postgres';
import { firstLogin, login } from '../../../src/target/session';
import { altered, asRelease, closedPort, fakeHost, page, type FakeHost } from './fake-hosts';

/** Everything that a wrong environment can name, by the placeholder that stands for it. */
export interface EnvironmentHosts {
  values: Record<string, string>;
  stop: () => Promise<void>;
}

/** Of every account that is added here. */
export const PASSWORD = 'Pw-of-a-suite-test';

/** Starts a local install, a demo, and servers that are neither, with accounts that are unfit in one way each. */
export async function startEnvironmentHosts(): Promise<EnvironmentHosts> {
  const [local, demo] = await Promise.all([startStandIn(), startStandIn({ QA_PLAN_DEMO: '1' })]);
  const hosts = await startHosts(local);
  await Promise.all([addAccounts(local), addVisitors(demo)]);
  const values = {
    LOCAL: local.baseUrl,
    DEMO: demo.baseUrl,
    CLOSED: await closedPort(),
    ...Object.fromEntries(Object.entries(hosts).map(([name, { url }]) => [name, url])),
    LOCAL_PASSWORD: local.admin.password,
    DEMO_PASSWORD: demo.admin.password,
    PASSWORD,
    LOCAL_DSN: local.databaseUrl,
    DEMO_DSN: demo.databaseUrl,
    HOME_DSN: withDsn(local.databaseUrl, { database: 'home' }),
    NO_DATABASE_DSN: withDsn(local.databaseUrl, { database: 'nowhere' }),
    WRONG_PASSWORD_DSN: withDsn(local.databaseUrl, { password: 'wrong' }),
    WEAK_DSN: withDsn(local.databaseUrl, { user: 'weak', password: PASSWORD }),
    CLOSED_DSN: (await closedPort()).replace('http://', 'postgres://mathesar:hush@') + '/mathesar_django',
  };
  return {
    values,
    stop: async () => {
      for (const { stop } of Object.values(hosts)) stop();
      await Promise.all([local.stop(), demo.stop()]);
    },
  };
}

async function startHosts({ baseUrl }: StandIn): Promise<Record<string, FakeHost>> {
  const inTwoHours = () => new Date(Date.now() + 2 * 3600_000).toUTCString();
  const hosts = {
    SILENT: () => undefined,
    BROKEN: page(500),
    NOT_MATHESAR: page(200),
    NO_METHODS: page(200, { 'set-cookie': 'csrftoken=0' }),
    MOVED: page(301, { location: 'https://mathesar.example.org/auth/login/' }),
    AHEAD: altered(baseUrl, { headers: (headers) => ({ ...headers, date: inTwoHours() }) }),
    FUTURE: altered(baseUrl, { text: asRelease('9.0.0') }),
    PAST: altered(baseUrl, { text: asRelease('0.8.0') }),
  };
  const started = await Promise.all(
    Object.entries(hosts).map(async ([name, listener]) => [name, await fakeHost(listener)] as const),
  );
  return Object.fromEntries(started);
}

function withDsn(dsn: string, parts: { user?: string; password?: string; database?: string }): string {
  const url = new URL(dsn);
  if (parts.user !== undefined) url.username = parts.user;
  if (parts.password !== undefined) url.password = parts.password;
  if (parts.database !== undefined) url.pathname = `/${parts.database}`;
  return url.href;
}

/** The API as an install's administrator. */
export async function setupAdminOf({ baseUrl, admin }: StandInDetails): Promise<Client> {
  return new Client(baseUrl, (await login(baseUrl, admin.username, admin.password)).session);
}

/** An account whose first password is changed already. @returns its id */
export async function addAccount(
  setupAdmin: Client,
  username: string,
  is_superuser: boolean,
): Promise<number> {
  const first = 'Pw-of-the-first-day';
  const { id } = await setupAdmin.rpc('users.add', { user_def: { username, password: first, is_superuser } });
  await firstLogin(setupAdmin.baseUrl, username, first, PASSWORD);
  return id;
}

async function addAccounts(local: StandIn): Promise<void> {
  const setupAdmin = await setupAdminOf(local);
  await addAccount(setupAdmin, 'alice', false);
  await addAccount(setupAdmin, 'stranger', true);
  const weak = await addAccount(setupAdmin, 'weak-admin', true);
  await setupAdmin.rpc('users.add', {
    user_def: { username: 'newcomer', password: PASSWORD, is_superuser: true },
  });
  const [home] = await setupAdmin.rpc('databases.configured.list', {});
  const database_id = home?.id ?? 0;
  const role = { database_id, rolename: 'weak', login: true, password: PASSWORD };
  await setupAdmin.rpc('roles.add', role);
  const stored = await setupAdmin.rpc('roles.configured.add', {
    server_id: home?.server_id ?? 0,
    name: 'weak',
    password: PASSWORD,
  });
  await setupAdmin.rpc('collaborators.add', { database_id, user_id: weak, configured_role_id: stored.id });
  await queryRows(local.databaseUrl, 'GRANT SELECT ON ALL TABLES IN SCHEMA public TO weak');
}

async function addVisitors(demo: StandIn): Promise<void> {
  const setupAdmin = await setupAdminOf(demo);
  await addAccount(setupAdmin, 'ada', false);
  await addAccount(setupAdmin, 'grace', false);
  await addAccount(setupAdmin, 'boss', true);
  const homeless = await addAccount(setupAdmin, 'homeless', false);
  const databases = await setupAdmin.rpc('databases.configured.list', {});
  const home = databases.find(({ name }) => name === 'homeless');
  const collaborators = await setupAdmin.rpc('collaborators.list', { database_id: home?.id ?? 0 });
  for (const { id, user_id } of collaborators) {
    if (user_id === homeless) await setupAdmin.rpc('collaborators.delete', { collaborator_id: id });
  }
}
