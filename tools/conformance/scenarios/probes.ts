import { type Actor, type ScenarioContext, calls } from './cast';

/** What several scenarios try as their user, before and after something was taken away. */
export async function probe(
  context: ScenarioContext,
  { client, account }: Actor,
  when: 'before' | 'after',
): Promise<void> {
  const { scene } = context;
  const { list, add, database, inSchema, databasePage, export: exported } = calls(context);
  const { username } = account;
  const user = (method: string, params: unknown) => scene.rpc('user', client, method, params);
  await user('records.list', list);
  await user('records.add', add(when));
  await user('databases.configured.list', {});
  await user('schemas.list', database);
  await user('explorations.list', inSchema);
  await user('forms.list', inSchema);
  await user('users.patch_self', {
    username,
    email: `${username}@example.com`,
    full_name: when,
    display_language: 'en',
  });
  await scene.page('user', client, '/');
  await scene.page('user', client, databasePage);
  await scene.page('user', client, exported);
}
