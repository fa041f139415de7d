import { scratchDatabase } from '../../../src/world/scratch-database';
import { type ScenarioContext, actor, as, behindItsBack, mainAs } from './cast';

/** A database whose functions are of an older release, as Mathesar believes, and its upgrade. */
export async function upgrade(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const { setupAdmin } = world;
  const { id } = await scratchDatabase(world);
  const database = { database_id: id };
  const editorRole = world.postgresRole('editor');
  const { client: editor } = await actor(context, [
    { databaseId: id, storedRoleId: mainAs(context, 'editor').storedRoleId },
  ]);
  const schema = await setupAdmin.rpc('schemas.add', { ...database, name: 'shelf' });
  const table = await setupAdmin.rpc('tables.add', {
    ...database,
    schema_oid: schema.oid,
    table_name: 'books',
  });
  await setupAdmin.rpc('schemas.privileges.replace_for_roles', {
    ...database,
    schema_oid: schema.oid,
    privileges: [{ role_oid: editorRole.oid, direct: ['USAGE'] }],
  });
  await setupAdmin.rpc('tables.privileges.replace_for_roles', {
    ...database,
    table_oid: table.oid,
    privileges: [{ role_oid: editorRole.oid, direct: ['SELECT'] }],
  });

  const clients = { admin: as(context, 'admin'), editor };
  const rpc = (who: 'admin' | 'editor', method: string, params: unknown) =>
    scene.rpc(who, clients[who], method, params);
  const listed = () => rpc('admin', 'databases.configured.list', {});
  await scene.sql('set last_confirmed_sql_version to an older release', () =>
    behindItsBack(
      context,
      `UPDATE mathesar_database SET last_confirmed_sql_version = '0.9.0' WHERE id = $1`,
      [id],
    ),
  );
  for (const who of ['admin', 'editor'] as const) {
    await rpc(who, 'databases.configured.list', {});
    await rpc(who, 'records.list', { ...database, table_oid: table.oid, limit: 1 });
    await scene.page(who, clients[who], `/db/${String(id)}/`);
  }
  await rpc('editor', 'databases.upgrade_sql', database);
  const owner = world.postgresRole('owner');
  await rpc('admin', 'databases.upgrade_sql', { ...database, username: owner.name, password: 'wrong' });
  await rpc('admin', 'databases.upgrade_sql', {
    ...database,
    username: editorRole.name,
    password: editorRole.password,
  });
  await listed();
  await rpc('admin', 'databases.upgrade_sql', database);
  await listed();
  await rpc('admin', 'databases.upgrade_sql', database);
  await listed();
  await rpc('admin', 'databases.upgrade_sql', database);
  await rpc('editor', 'roles.get_current_role', database);
  await rpc('admin', 'databases.upgrade_sql', { database_id: 99_999_999 });
}
