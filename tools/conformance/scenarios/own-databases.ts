import { Client } from '../../../src/target/client';
import { queryRows } from '../../../src/target/postgres';
import { firstLogin } from '../../../src/target/session';
import type { StandInDetails } from '../../../src/target/stand-in';
import { setupAdminOf } from '../../../tests/integration/support/environment-hosts';
import { type Scene, pageFacts } from './scene';

/** Begins the names of all that the scenario makes; the recorded user's name. */
export const NEW_USER = 'perla';

const definition = (username: string) => ({
  username,
  password: 'Initial-pw-1234',
  is_superuser: false,
  email: `${username}@example.com`,
  full_name: 'Per La',
  display_language: 'en',
});

/**
 * An install that gives every new user a database. The run's provisioning is of no use here: the PostgreSQL roles that
 * it makes have the names of the accounts that it makes.
 */
export async function ownDatabases(scene: Scene, install: StandInDetails): Promise<void> {
  const { baseUrl, databaseUrl } = install;
  const setupAdmin = await setupAdminOf(install);
  const count = async (sql: string, name: string) =>
    String((await queryRows(databaseUrl, sql, [name])).length);
  await queryRows(databaseUrl, 'CREATE ROLE taken');
  const home = await scene.page('admin', setupAdmin, '/');
  scene.note('per_user_databases_enabled in the page', pageFacts(home.text).perUserDatabases ?? '?');
  const add = (username: string) =>
    scene.rpc('admin', setupAdmin, 'users.add', { user_def: definition(username) });
  const added = await add(NEW_USER);
  scene.note('the new role, and who owns the new database', await roleAndOwner(databaseUrl));

  const { session } = await firstLogin(baseUrl, NEW_USER, definition(NEW_USER).password, 'Final-pw-99');
  const client = new Client(baseUrl, session);
  const user = (method: string, params: unknown) => scene.rpc(NEW_USER, client, method, params);
  const listed = await user('databases.configured.list', {});
  const own = { database_id: listed.ok ? ((listed.result as { id: number }[])[0]?.id ?? 0) : 0 };
  await user('databases.get', own);
  await user('schemas.list', own);
  await user('schemas.add', { ...own, name: 'mine' });
  await user('roles.list', own);
  await user('roles.add', { ...own, rolename: `${NEW_USER}_x1`, password: 'x', login: true });
  await user('databases.setup.create_new', { database: `${NEW_USER}2` });
  await user('databases.privileges.list_direct', own);
  await user('collaborators.list', own);
  await user('collaborators.add', { ...own, user_id: 1, configured_role_id: 1 });
  await user('databases.configured.disconnect', own);
  await user('users.list', {});
  await scene.rpc('admin', setupAdmin, 'schemas.list', own);
  await scene.rpc('admin', setupAdmin, 'databases.configured.list', {});
  await add('taken');
  const accounts = await count('SELECT 1 FROM mathesar_user WHERE username = $1', 'taken');
  scene.note('accounts made in spite of the error', accounts);
  await add('mathesar_django');
  const userId = added.ok ? (added.result as { id: number }).id : 0;
  await scene.rpc('admin', setupAdmin, 'users.delete', { user_id: userId });
  const left = [
    await count('SELECT 1 FROM pg_roles WHERE rolname = $1', NEW_USER),
    await count('SELECT 1 FROM pg_database WHERE datname = $1', NEW_USER),
    await count('SELECT 1 FROM mathesar_database WHERE name = $1', NEW_USER),
  ];
  scene.note('after users.delete role, database, connected database', left.join(' '));
}

/** What the new PostgreSQL role may do on the server, and whose the new database is. */
async function roleAndOwner(databaseUrl: string): Promise<string> {
  const rows = await queryRows<{ may: string; owner: string }>(
    databaseUrl,
    `SELECT concat_ws(' ', CASE WHEN rolsuper THEN 'superuser' END, CASE WHEN rolcreaterole THEN 'createrole' END,
       CASE WHEN rolcreatedb THEN 'createdb' END, CASE WHEN rolcanlogin THEN 'login' END) AS may,
       (SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = $1) AS owner
     FROM pg_roles WHERE rolname = $1`,
    [NEW_USER],
  );
  return `${rows[0]?.may ?? 'none'}; owner ${rows[0]?.owner ?? 'none'}`;
}
