import type { Client } from '../../../src/target/client';
import { roleNamed } from '../../../src/world/world';
import { type ScenarioContext, as } from './cast';

const FILE_COLUMN = 2;

/** A table whose second column holds files; editor may do everything with its rows, viewer may read them. */
async function documents({ world }: ScenarioContext): Promise<{ database_id: number; table_oid: number }> {
  const { setupAdmin, databaseId: database_id, schema } = world;
  const { oid: table_oid } = await setupAdmin.rpc('tables.add', {
    database_id,
    schema_oid: schema.oid,
    table_name: 'docs',
    column_data_list: [{ name: 'file', type: { name: 'jsonb' } }],
  });
  const granted = ['editor', 'viewer']
    .map(roleNamed)
    .flatMap(({ name, postgres }) =>
      typeof postgres === 'object'
        ? [{ role_oid: world.postgresRole(name).oid, direct: [...postgres.tables] }]
        : [],
    );
  await setupAdmin.rpc('tables.privileges.replace_for_roles', {
    database_id,
    table_oid,
    privileges: granted,
  });
  return { database_id, table_oid };
}

/** Files of a file column: who may upload, who may download, and for how long. */
export async function fileBackend(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const docs = await documents(context);
  const everybody = ['admin', 'editor', 'viewer', 'outsider', 'anonymous'] as const;
  const rpc = (role: string, method: string, params: object) =>
    scene.rpc(role, as(context, role), method, { ...docs, ...params });
  const upload = async (role: string): Promise<string> => {
    const file = { filename: 'a.txt', content: `hello ${role}` };
    const answer = await scene.http(role, as(context, role), {
      method: 'POST',
      path: '/files/',
      form: { file },
    });
    return answer.status === 200 ? (JSON.parse(answer.text) as { result: string }).result : '';
  };
  const open = (role: string, path: string, client: Client = as(context, role)) =>
    scene.page(role, client, path);

  await rpc('admin', 'columns.metadata.set', {
    column_meta_data_list: [{ attnum: FILE_COLUMN, file_backend: 'default' }],
  });
  const uploads = new Map<string, string>();
  for (const role of everybody) uploads.set(role, await upload(role));
  const value = uploads.get('editor') ?? '';
  const path = `/files/${(JSON.parse(value) as { mash: string }).mash}/`;
  await rpc('editor', 'records.add', { record_def: { [FILE_COLUMN]: value } });
  await rpc('editor', 'records.list', {});
  for (const role of everybody) await open(role, path);
  await rpc('viewer', 'records.list', {});
  await rpc('outsider', 'records.list', {});
  for (const role of everybody) await open(role, path);
  await rpc('admin', 'tables.privileges.replace_for_roles', {
    privileges: [{ role_oid: world.postgresRole('viewer').oid, direct: [] }],
  });
  await rpc('viewer', 'records.list', {});
  await open('viewer', path);
  await rpc('admin', 'columns.reset_mash', { column_attnum: FILE_COLUMN });
  await rpc('editor', 'columns.reset_mash', { column_attnum: FILE_COLUMN });
}
