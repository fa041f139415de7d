import type { Client } from '../client';
import type { CommonData } from '../common-data';
import { ok, warning, wrong, type PreflightCheck } from './check';

/**
 * Whether an account is what a visitor of the demo is: no administrator, and with a database that opens.
 * @param check how the account is called
 * @param variables begins the names of the two variables that give it
 * @throws InstallError
 */
export async function checkVisitor(
  client: Client,
  { user, databases = [] }: CommonData,
  check: string,
  variables: string,
): Promise<PreflightCheck> {
  const name = user?.username ?? '';
  if (user?.is_superuser) {
    return wrong(
      check,
      `"${name}" is an administrator, and a visitor is none: every rule would seem broken`,
      `name a standard user by ${variables}_USERNAME`,
    );
  }
  if (databases.length === 0) {
    return wrong(
      check,
      `"${name}" has no database`,
      'name a user whom the demo gave one; users added before it was a demo have none',
    );
  }
  for (const { id } of databases) {
    const answer = await client.call('databases.get', { database_id: id });
    if (answer.ok)
      return ok(check, `"${name}" is a standard user, with database "${databases[0]?.name ?? ''}"`);
  }
  return wrong(
    check,
    `"${name}" can not open database "${databases[0]?.name ?? ''}"`,
    'look at its stored role and its collaborators as an administrator',
  );
}

/** Whether the install says of itself that every user has a database. */
export function checkMode({ per_user_databases_enabled: on }: CommonData): PreflightCheck {
  return on
    ? ok('mode', 'every user gets a database of their own')
    : warning(
        'mode',
        'the install does not give every user a database: it is no demo',
        'test it as LOCAL_URL, or start it with PER_USER_DATABASES_ENABLED',
      );
}
