import pg from 'pg';
import { form } from '../../../src/world/form';
import { scratchDatabase } from '../../../src/world/scratch-database';
import { storedRole } from '../../../src/world/stored-role';
import { internalDatabase, unconnectedDatabase } from '../../../src/world/unconnected-database';
import { type ScenarioContext, actor, as, behindItsBack, calls, mainAs, nobody, reader } from './cast';
import { probe } from './probes';

/** A collaborator entry is removed while its user works. */
export async function collaboratorRemoved(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const user = await actor(context, [mainAs(context, 'editor')]);
  const { token } = await form(world, { table: 'books', runsAs: 'owner', public: false, link: 'valid' });
  await probe(context, user, 'before');
  await scene.rpc('user', user.client, 'forms.get', { form_token: token });
  await scene.rpc('admin', as(context, 'admin'), 'collaborators.delete', {
    collaborator_id: user.collaborators[0],
  });
  await probe(context, user, 'after');
  await scene.rpc('user', user.client, 'forms.get', { form_token: token });
}

/** A PostgreSQL role loses its privileges, one after the other. */
export async function roleLostPrivilege(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const { books, list, add, inSchema, database } = calls(context);
  const role = await reader(context);
  const { client } = await actor(context, [{ databaseId: world.databaseId, storedRoleId: role.id }]);
  const admin = as(context, 'admin');
  const user = (method: string, params: unknown) => scene.rpc('user', client, method, params);
  const grant = (direct: string[]) =>
    scene.rpc('admin', admin, 'tables.privileges.replace_for_roles', {
      ...books,
      privileges: [{ role_oid: role.oid, direct }],
    });

  await user('records.list', list);
  await user('records.add', add('a'));
  await user('tables.get', books);
  await grant(['SELECT']);
  await user('records.list', list);
  await user('records.add', add('b'));
  await user('tables.get', books);
  await grant([]);
  await user('records.list', list);
  await user('records.get', { ...books, record_id: 1 });
  await user('columns.list', books);
  await user('tables.get', books);
  await user('records.list_summaries', { ...books, limit: 5, offset: 0 });
  await user('explorations.run', { ...database, exploration_def: titles(context) });
  await scene.page('user', client, calls(context).export);
  await scene.rpc('admin', admin, 'schemas.privileges.replace_for_roles', {
    ...inSchema,
    privileges: [{ role_oid: role.oid, direct: [] }],
  });
  await user('schemas.list', database);
  await user('schemas.get', inSchema);
  await user('tables.list', inSchema);
  await user('tables.get', books);
  await user('columns.list', books);
  await user('records.list', list);
}

const titles = ({ world }: ScenarioContext) => ({
  database_id: world.databaseId,
  name: world.name('exploration'),
  base_table_oid: world.tables.books.oid,
  schema_oid: world.schema.oid,
  initial_columns: [{ id: 'c1', attnum: 2, alias: 'title' }],
  display_names: {},
  transformations: [],
  display_options: [],
});

/** A PostgreSQL role may no longer connect to the database. */
export async function roleLostConnect(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const scratch = await scratchDatabase(world);
  const role = await storedRole(world, 'connecting');
  const { client } = await actor(context, [{ databaseId: scratch.id, storedRoleId: role.id }]);
  const database = { database_id: scratch.id };
  await scene.rpc('user', client, 'schemas.list', database);
  await scene.sql('revoke CONNECT from PUBLIC', () =>
    behindItsBack(context, `REVOKE CONNECT ON DATABASE ${pg.escapeIdentifier(scratch.name)} FROM PUBLIC`),
  );
  await scene.rpc('user', client, 'schemas.list', database);
  await scene.rpc('user', client, 'databases.get', database);
  await scene.rpc('user', client, 'databases.configured.list', {});
  await scene.rpc('user', client, 'explorations.list', database);
  await scene.page('user', client, `/db/${String(scratch.id)}/`);
}

/** A collaborator is given a stronger PostgreSQL role. */
export async function collaboratorRoleChanged(context: ScenarioContext): Promise<void> {
  const { scene } = context;
  const { add, database } = calls(context);
  const user = await actor(context, [mainAs(context, 'viewer')]);
  await scene.rpc('user', user.client, 'records.add', add('x'));
  await scene.rpc('admin', as(context, 'admin'), 'collaborators.set_role', {
    collaborator_id: user.collaborators[0],
    configured_role_id: mainAs(context, 'editor').storedRoleId,
  });
  await scene.rpc('user', user.client, 'records.add', add('x'));
  await scene.rpc('user', user.client, 'roles.get_current_role', database);
}

/** The password of a PostgreSQL role is changed outside Mathesar. */
export async function rolePasswordChangedOutside(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const { list, database, inSchema, databasePage } = calls(context);
  const role = await reader(context);
  const { client } = await actor(context, [{ databaseId: world.databaseId, storedRoleId: role.id }]);
  const user = (method: string, params: unknown) => scene.rpc('user', client, method, params);
  await user('records.list', list);
  await scene.sql('change the password of the PostgreSQL role', () =>
    behindItsBack(context, `ALTER ROLE ${pg.escapeIdentifier(role.name)} PASSWORD 'changed'`),
  );
  await user('records.list', list);
  await user('schemas.list', database);
  await user('databases.get', database);
  await user('databases.configured.list', {});
  await user('forms.list', inSchema);
  await scene.page('user', client, databasePage);
  await scene.rpc('admin', as(context, 'admin'), 'roles.configured.set_password', {
    configured_role_id: role.id,
    password: 'changed',
  });
  await user('records.list', list);
}

/** A stored role is deleted that a collaborator and a public form use. */
export async function storedRoleDeleted(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const { list, database, books } = calls(context);
  const role = await reader(context);
  const { client } = await actor(context, [{ databaseId: world.databaseId, storedRoleId: role.id }]);
  const made = await world.setupAdmin.rpc('forms.add', {
    ...database,
    form_def: {
      name: world.name('form'),
      version: 1,
      schema_oid: world.schema.oid,
      base_table_oid: books.table_oid,
      associated_role_id: role.id,
      header_title: { text: 'F' },
      fields: [{ key: 'k1', kind: 'scalar_column', index: 0, column_attnum: 2 }],
    },
  });
  world.onEnd(() => world.setupAdmin.rpc('forms.delete', { ...database, form_id: made.id }));
  await world.setupAdmin.rpc('forms.set_publish_public', {
    ...database,
    form_id: made.id,
    publish_public: true,
  });
  const submit = (text: string) =>
    scene.rpc('anonymous', nobody(context), 'forms.submit', { form_token: made.token, values: { k1: text } });

  await scene.rpc('user', client, 'records.list', list);
  await submit('one');
  await scene.rpc('admin', as(context, 'admin'), 'roles.configured.delete', { configured_role_id: role.id });
  await scene.rpc('user', client, 'records.list', list);
  await scene.rpc('user', client, 'databases.configured.list', {});
  await scene.rpc('anonymous', nobody(context), 'forms.get', { form_token: made.token });
  await submit('two');
  const left = await behindItsBack(
    context,
    'SELECT 1 FROM mathesar_userdatabaserolemap WHERE configured_role_id = $1',
    [role.id],
  );
  scene.note('collaborator entries left that used the stored role', String(left.length));
}

/** A database is disconnected while a collaborator works on it. */
export async function databaseDisconnected(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const scratch = await scratchDatabase(world);
  const database = { database_id: scratch.id };
  const [admin, editor] = [as(context, 'admin'), as(context, 'editor')];
  await scene.rpc('editor', editor, 'schemas.list', database);
  await scene.rpc('admin', admin, 'databases.configured.disconnect', database);
  await scene.rpc('editor', editor, 'schemas.list', database);
  await scene.rpc('editor', editor, 'databases.configured.list', {});
  await scene.rpc('admin', admin, 'schemas.list', database);
  await scene.page('editor', editor, `/db/${String(scratch.id)}/`);
}

/** An administrator without a collaborator entry adds himself. */
export async function adminAddsHimself(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const { list, database, inSchema, databasePage } = calls(context);
  const { client, account } = await actor(context, [], { superuser: true });
  const second = (method: string, params: unknown) => scene.rpc('second admin', client, method, params);
  await second('records.list', list);
  await second('schemas.list', database);
  await second('explorations.list', inSchema);
  await second('databases.configured.list', {});
  await second('databases.get', database);
  await scene.page('second admin', client, databasePage);
  await scene.page('second admin', client, `${databasePage}schemas/${String(world.schema.oid)}/`);
  await second('collaborators.add', {
    ...database,
    user_id: account.userId,
    configured_role_id: mainAs(context, 'owner').storedRoleId,
  });
  await second('records.list', list);
  await second('schemas.list', database);
}

/** A database is connected by a stored role, with a wrong password. */
export async function connectIgnoresPassword(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const { host, port } = await internalDatabase(world);
  const { name, owner } = await unconnectedDatabase(world, 'stored');
  await storedRole(world, 'owner of stored');
  const attempt = (role: string) =>
    scene.rpc('admin', as(context, 'admin'), 'databases.setup.connect_existing', {
      host,
      port,
      database: name,
      role,
      password: 'wrong',
    });
  await attempt(world.name('nosuchrole'));
  await attempt(owner.name);
}

/** A collaborator and a stored role are added twice. */
export async function duplicateCollaborator(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const { account } = await actor(context, [mainAs(context, 'editor')]);
  const editor = world.postgresRole('editor');
  await scene.rpc('admin', as(context, 'admin'), 'collaborators.add', {
    database_id: world.databaseId,
    user_id: account.userId,
    configured_role_id: editor.storedRoleId,
  });
  await scene.rpc('admin', as(context, 'admin'), 'roles.configured.add', {
    server_id: world.state.serverId,
    name: editor.name,
    password: 'x',
  });
}
