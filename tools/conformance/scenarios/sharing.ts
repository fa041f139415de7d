import { exploration } from '../../../src/world/exploration';
import { FIELDS, form, formDefinition, type FormKind } from '../../../src/world/form';
import { type ScenarioContext, as, calls, mainAs, nobody } from './cast';

const OWNERS: FormKind = { table: 'books', runsAs: 'owner', public: false, link: 'valid' };

/** A viewer publishes a form that runs as a stronger role, and inserts through it. */
export async function viewerPublishesForm(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const { id: form_id, token: form_token } = await form(world, OWNERS);
  const viewer = as(context, 'viewer');
  const values = (text: string) => ({ form_token, values: { [FIELDS.text]: text } });
  await scene.rpc('viewer', viewer, 'records.add', calls(context).add('direct'));
  await scene.rpc('viewer', viewer, 'forms.submit', values('private'));
  await scene.rpc('viewer', viewer, 'forms.set_publish_public', {
    database_id: world.databaseId,
    form_id,
    publish_public: true,
  });
  await scene.rpc('viewer', viewer, 'forms.submit', values('inserted by viewer'));
  await scene.rpc('anonymous', nobody(context), 'forms.submit', values('inserted by anonymous'));
}

/** A viewer reads a table that is closed to him through a private form. */
export async function viewerReadsThroughForm(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const { token: form_token } = await form(world, OWNERS);
  const viewer = as(context, 'viewer');
  const secrets = { database_id: world.databaseId, table_oid: world.tables.secrets.oid };
  const page = { limit: 10, offset: 0 };
  await scene.rpc('viewer', viewer, 'records.list', secrets);
  await scene.rpc('viewer', viewer, 'records.list_summaries', { ...secrets, ...page });
  await scene.rpc('viewer', viewer, 'forms.list_related_records', {
    form_token,
    field_key: FIELDS.secret,
    ...page,
  });
  await scene.rpc('viewer', viewer, 'forms.get_source_info', { form_token });
}

/** A viewer changes what an administrator made for all. */
export async function viewerChangesShared(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const { database, books } = calls(context);
  const saved = await exploration(world, 'books');
  const { id: form_id, token: form_token } = await form(world, { ...OWNERS, public: true });
  const client = as(context, 'viewer');
  const viewer = (method: string, params: object) =>
    scene.rpc('viewer', client, method, { ...database, ...params });
  const anonymous = (method: string, params: object) =>
    scene.rpc('anonymous', nobody(context), method, params);
  await viewer('explorations.replace', { new_exploration: { ...saved, name: `${saved.name}_x` } });
  await viewer('explorations.delete', { exploration_id: saved.id });
  const update_form_def = {
    ...formDefinition(world, 'books', mainAs(context, 'viewer').storedRoleId),
    id: form_id,
  };
  await viewer('forms.patch', { update_form_def });
  await anonymous('forms.submit', { form_token, values: { [FIELDS.text]: 'x' } });
  await viewer('forms.regenerate_token', { form_id });
  await anonymous('forms.get', { form_token });
  await viewer('forms.delete', { form_id });
  await viewer('tables.metadata.set', {
    table_oid: books.table_oid,
    metadata: { record_summary_template: null, column_order: [2, 1] },
  });
}
