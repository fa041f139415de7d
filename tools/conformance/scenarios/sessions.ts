import { Client, type HttpAnswer } from '../../../src/target/client';
import { login } from '../../../src/target/session';
import { userDefinition } from '../../../src/world/user';
import { type Actor, type ScenarioContext, actor, as, behindItsBack, calls, mainAs, nobody } from './cast';
import { probe } from './probes';

const PASSWORD_CHANGE = '/auth/password_reset_confirm/';
const DATA_FILES = '/api/db/v0/data_files/';

/** Logs in once more, whatever the install then wants. */
async function anotherSession({ world }: ScenarioContext, username: string, password: string) {
  const { baseUrl } = world.state;
  return new Client(baseUrl, (await login(baseUrl, username, password)).session);
}

/** Where a client is led when it opens the home page. */
const endsAt = async (client: Client) => (await client.http({ method: 'GET', path: '/' })).location ?? '/';

/** An account is deleted while it is used. */
export async function accountDeleted(context: ScenarioContext): Promise<void> {
  const user = await actor(context, [mainAs(context, 'editor')]);
  await probe(context, user, 'before');
  await context.scene.rpc('admin', as(context, 'admin'), 'users.delete', { user_id: user.account.userId });
  await probe(context, user, 'after');
}

/** An administrator sets somebody's password. */
export async function passwordRevoked(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const { list, add } = calls(context);
  const user = await actor(context, [mainAs(context, 'editor')]);
  const { userId, username } = user.account;
  const password = 'Temp-pw-5678';
  await probe(context, user, 'before');
  await scene.rpc('admin', as(context, 'admin'), 'users.password.revoke', {
    user_id: userId,
    new_password: password,
  });
  await probe(context, user, 'after');
  const fresh = await anotherSession(context, username, password);
  scene.note('where the login with the temporary password ends', await endsAt(fresh));
  await scene.rpc('user', fresh, 'records.list', list);
  await scene.page('user', fresh, '/');
  await scene.page('user', fresh, DATA_FILES);
  await scene.page('user', fresh, '/auth/logout/');
  const basic = new Client(world.state.baseUrl, undefined, { username, password });
  await scene.rpc('user', basic, 'records.list', list);
  await scene.rpc('user', basic, 'records.add', add('via basic'));
}

/** Somebody changes the own password while logged in twice. */
export async function ownPasswordChanged(context: ScenarioContext): Promise<void> {
  const { scene } = context;
  const { list } = calls(context);
  const { client: first, account } = await actor(context, [mainAs(context, 'editor')]);
  const second = await anotherSession(context, account.username, account.password);
  await scene.rpc('user session 1', first, 'records.list', list);
  await scene.rpc('user session 2', second, 'records.list', list);
  await scene.rpc('user session 1', first, 'users.password.replace_own', {
    old_password: account.password,
    new_password: 'Other-pw-12345',
  });
  await scene.rpc('user session 1', first, 'records.list', list);
  await scene.page('user session 1', first, '/');
  await scene.rpc('user session 2', second, 'records.list', list);
  await scene.page('user session 2', second, '/');
}

/** An administrator is demoted, promoted, and demotes himself. */
export async function adminDemoted(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const { client, account } = await actor(context, [], { superuser: true });
  const second = (method: string, params: unknown) => scene.rpc('second admin', client, method, params);
  const somebody = { user_id: world.state.setupAdmin.userId };
  const patch = (is_superuser: boolean) => ({
    user_id: account.userId,
    username: account.username,
    email: `${account.username}@example.com`,
    full_name: 'T',
    display_language: 'en',
    is_superuser,
  });
  await second('users.list', {});
  await second('users.get', somebody);
  await second('databases.configured.list', {});
  await scene.rpc('admin', as(context, 'admin'), 'users.patch_other', patch(false));
  await second('users.list', {});
  await second('users.get', somebody);
  await second('databases.configured.list', {});
  await second('collaborators.list', { database_id: world.databaseId });
  await scene.page('second admin', client, '/administration/users/');
  await scene.rpc('admin', as(context, 'admin'), 'users.patch_other', patch(true));
  await second('users.list', {});
  await second('users.patch_other', patch(false));
  await second('users.list', {});
}

/** An old cookie is used after the logout. */
export async function logoutThenReuse(context: ScenarioContext): Promise<void> {
  const { scene } = context;
  const { list } = calls(context);
  const { client } = await actor(context, [mainAs(context, 'editor')]);
  await scene.rpc('user', client, 'records.list', list);
  await scene.page('user', client, '/auth/logout/');
  await scene.http('user', client, { method: 'POST', path: '/auth/logout/', form: {} });
  await scene.rpc('user', client, 'records.list', list);
  await scene.page('user', client, '/');
}

/** A new user logs in for the first time. */
export async function firstLogin(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const { setupAdmin, state } = world;
  const { list, databasePage } = calls(context);
  const definition = userDefinition(world);
  const { username, password } = definition;
  const { id } = await setupAdmin.rpc('users.add', { user_def: definition });
  world.onEnd(() => setupAdmin.rpc('users.delete', { user_id: id }));
  await setupAdmin.rpc('collaborators.add', {
    database_id: world.databaseId,
    user_id: id,
    configured_role_id: mainAs(context, 'editor').storedRoleId,
  });

  await scene.page('user', nobody(context), '/auth/login/');
  await scene.http('user', nobody(context), {
    method: 'POST',
    path: '/auth/login/',
    form: { username, password },
  });
  const client = await anotherSession(context, username, password);
  for (const path of ['/', databasePage, '/profile/', DATA_FILES, '/auth/logout/', PASSWORD_CHANGE]) {
    await scene.page('user', client, path);
  }
  await scene.rpc('user', client, 'records.list', list);
  await scene.rpc('user', client, 'users.password.replace_own', {
    old_password: password,
    new_password: 'Next-pw-12345',
  });
  await scene.rpc('user', new Client(state.baseUrl, undefined, { username, password }), 'records.list', list);
  const change = (new_password1: string, new_password2 = new_password1): Promise<HttpAnswer> =>
    scene.http('user', client, {
      method: 'POST',
      path: PASSWORD_CHANGE,
      form: { new_password1, new_password2 },
    });
  await change('abc');
  await change('Next-pw-12345', 'Another-pw-12345');
  await change('Next-pw-12345');
  await scene.page('user', client, '/');
  const fresh = await anotherSession(context, username, 'Next-pw-12345');
  scene.note('where the login with the new password ends', await endsAt(fresh));
  await scene.rpc('user', fresh, 'records.list', list);
}

/** A standard user sends the fields that make an administrator. */
export async function selfPromotion(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const { client, account }: Actor = await actor(context, [mainAs(context, 'editor')]);
  await scene.rpc('user', client, 'users.patch_self', {
    username: account.username,
    email: `${account.username}@example.org`,
    full_name: 'x',
    display_language: 'en',
    is_superuser: true,
    user_id: world.state.setupAdmin.userId,
    is_staff: true,
  });
  const rows = await behindItsBack(context, 'SELECT is_superuser FROM mathesar_user WHERE id = $1', [
    account.userId,
  ]);
  scene.note('is_superuser in mathesar_user', String((rows[0] as { is_superuser: boolean }).is_superuser));
  await scene.rpc('user', client, 'users.list', {});
}
