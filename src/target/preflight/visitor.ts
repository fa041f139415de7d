import type { Client } from '../client';
import type { CommonData } from '../common-data';
import { ok, warning, wrong, type PreflightCheck } from './check';

/**
 * Whether an account is fit as a visitor of the demo: not an administrator, and with a database that opens.
 * @param check name of the check
 * @param variables prefix of the two variables that name it
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
      `"${name}" is an administrator, but a visitor must not be: every rule would seem broken`,
      `name a standard user in ${variables}_USERNAME`,
    );
  }
  if (databases.length === 0) {
    return wrong(
      check,
      `"${name}" has no database`,
      'name a user that the demo gave a database; users added before it was a demo have none',
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
    'check its stored role and its collaborators as an administrator',
  );
}

/** Whether the install reports that every user gets a database. */
export function checkMode({ per_user_databases_enabled: on }: CommonData): PreflightCheck {
  return on
    ? ok('mode', 'every user gets a database of their own')
    : warning(
        'mode',
        'the install does not give every user a database: it is not a demo',
        'test it as LOCAL_URL, or start it with PER_USER_DATABASES_ENABLED',
      );
}
