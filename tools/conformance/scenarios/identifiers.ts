import { MISSING_OID, MISSING_TOKEN } from '../../../src/actions/action';
import { form } from '../../../src/world/form';
import { FIELDS } from '../../../src/world/form';
import { type ScenarioContext, as, nobody } from './cast';

const MISSING_ID = 999_999;

/** Forbidden objects and missing ones, asked for by everybody. */
export async function badIdentifiers(context: ScenarioContext): Promise<void> {
  const { scene, world } = context;
  const { databases, setupAdmin } = world.state;
  const { token } = await form(world, { table: 'books', runsAs: 'owner', public: false, link: 'valid' });
  const other = { database_id: databases.other.id };
  const missing = { database_id: MISSING_ID };
  for (const role of ['editor', 'viewer', 'outsider']) {
    const client = as(context, role);
    const probe = (method: string, params: unknown) => scene.rpc(role, client, method, params);
    await probe('records.list', { database_id: world.databaseId, table_oid: world.tables.secrets.oid });
    await probe('records.list', { database_id: world.databaseId, table_oid: MISSING_OID });
    await probe('databases.get', other);
    await probe('databases.get', missing);
    await probe('explorations.get', { ...other, exploration_id: 1 });
    await probe('forms.get', { form_token: MISSING_TOKEN });
    await probe('users.get', { user_id: setupAdmin.userId });
    await probe('users.get', { user_id: MISSING_ID });
    await probe('collaborators.list', other);
    await probe('collaborators.list', missing);
    await probe('tables.metadata.list', missing);
  }
  await scene.rpc('outsider', as(context, 'outsider'), 'forms.get', { form_token: token });
  await scene.rpc('anonymous', nobody(context), 'forms.get', { form_token: token });
  await scene.rpc('anonymous', nobody(context), 'forms.submit', {
    form_token: token,
    values: { [FIELDS.text]: 'x' },
  });
}
