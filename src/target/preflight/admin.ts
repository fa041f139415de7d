import { findAnchor, type Anchor } from '../maintenance-database';
import type { Client } from '../client';
import type { CommonData } from '../common-data';
import { ok, wrong, type Finding } from './finding';

/** What is known of the administrator, and the database in which a run can be set up. */
export interface CheckedAdmin {
  findings: Finding[];
  anchor: Anchor | undefined;
}

/** Whether the account is an administrator. */
export function checkAdministrator({ user }: CommonData, username: string, variables: string): Finding {
  if (user?.is_superuser) return ok('administrator', `"${username}" is an administrator`);
  return wrong(
    'administrator',
    `"${username}" is no administrator, and only one can add the accounts of a run`,
    `name another by ${variables}_USERNAME, or make this one an administrator on Mathesar's page of users`,
  );
}

/**
 * Whether the administrator can set a run up: as collaborator of a database, as a role that may create roles and
 * databases.
 * @throws CallFailed, InstallError
 */
export async function checkSetUp(steward: Client, username: string): Promise<CheckedAdmin> {
  const { anchor, unfit } = await findAnchor(steward);
  if (anchor) {
    const says = `"${username}" sets runs up from database "${anchor.name}" as role "${anchor.role.name}"`;
    return { findings: [ok('database', says)], anchor };
  }
  return { findings: [unfit[0] ? mayNot(unfit[0], username) : nowhere(username)], anchor };
}

const nowhere = (username: string) =>
  wrong(
    'database',
    `"${username}" is collaborator of no connected database; a run makes and drops its own from one`,
    'create or connect a database in Mathesar as this administrator',
  );

function mayNot({ name, role }: Anchor, username: string): Finding {
  const missing = [...(role.create_role ? [] : ['CREATEROLE']), ...(role.create_db ? [] : ['CREATEDB'])];
  return wrong(
    'database',
    `"${username}" is collaborator of "${name}" as role "${role.name}", which may not create ${
      missing.length === 2 ? 'roles or databases' : missing[0] === 'CREATEDB' ? 'databases' : 'roles'
    }`,
    `as a superuser of PostgreSQL: ALTER ROLE "${role.name}" ${missing.join(' ')};`,
  );
}
