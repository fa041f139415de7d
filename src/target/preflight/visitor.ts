import type { Client } from '../client';
import type { CommonData } from '../common-data';
import { findHome, type Home } from '../home';
import { hasNotice, isNoticeWanted } from '../notice';
import { hasSample } from '../sample';
import { finding, ok, warning, wrong, type PreflightCheck } from './check';

/** The checks of a visitor, and the visitor's database. */
export interface CheckedVisitor {
  checks: PreflightCheck[];
  home: Home['home'];
}

/**
 * Whether an account is fit as a visitor of the demo: not an administrator, and with a database of its own.
 * @param check name of the check
 * @param variables prefix of the two variables that name it
 * @throws InstallError, CallFailed
 */
export async function checkVisitor(
  client: Client,
  { user }: CommonData,
  check: string,
  variables: string,
): Promise<CheckedVisitor> {
  const name = user?.username ?? '';
  const unfit = (says: string, todo: string) => ({ checks: [wrong(check, says, todo)], home: undefined });
  if (user?.is_superuser) {
    return unfit(
      `"${name}" is an administrator, but a visitor must not be: every rule would seem broken`,
      `name a standard user in ${variables}_USERNAME`,
    );
  }
  const { home, listed, refused } = await findHome(client, name);
  if (listed.length === 0) {
    return unfit(
      `"${name}" has no database`,
      'name a user that the demo gave a database; users added before it was a demo have none',
    );
  }
  if (!home) {
    return unfit(
      `"${name}" owns none of the databases in the list (${listed.join(', ')})`,
      'check its stored role and its collaborators as an administrator',
    );
  }
  const says = `"${name}" is a standard user, with database "${home.name}"`;
  const refusal = refused === undefined ? [] : [finding(check, `is refused the own database: ${refused}`)];
  return { checks: [ok(check, says), ...refusal], home };
}

/**
 * Whether a visitor's database contains data to look for.
 * @param mayChange whether the run may make some
 */
export async function checkData(
  client: Client,
  username: string,
  database: NonNullable<Home['home']>,
  mayChange: boolean,
): Promise<PreflightCheck[]> {
  if (!client.session) return [];
  const account = { username, session: client.session };
  if (await hasSample({ baseUrl: client.baseUrl, account, database })) return [];
  return [
    warning(
      'data',
      `the database of "${username}" has no table with a text in it: this install gives its users no data`,
      mayChange
        ? 'the run makes a table there and removes it; only the rule about data that a demo gives is not run'
        : 'rules about data are not run; make a table with a text in it, or allow changes by QA_PLAN_ALLOWED_HOSTS',
    ),
  ];
}

/** Whether the home page says that this is a demo, if the reader of the plan did not ask for a notice anyway. */
export async function checkNotice(client: Client): Promise<PreflightCheck[]> {
  if (isNoticeWanted() || hasNotice((await client.http({ method: 'GET', path: '/' })).text)) return [];
  return [
    warning(
      'notice',
      'no page says that this is a demo: a plain install with databases per user',
      'the rule about a notice is not run; if there should be one, set DEMO_BANNER',
    ),
  ];
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
