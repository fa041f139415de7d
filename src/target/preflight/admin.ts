import { findMaintenanceDatabase, type MaintenanceDatabase } from '../maintenance-database';
import type { Client } from '../client';
import type { CommonData } from '../common-data';
import { ok, wrong, type PreflightCheck } from './check';

/** What is known of the administrator, and the database in which a run can be set up. */
export interface CheckedAdmin {
  checks: PreflightCheck[];
  maintenance: MaintenanceDatabase | undefined;
}

/** Whether the account is an administrator. */
export function checkAdministrator(
  { user }: CommonData,
  username: string,
  variables: string,
): PreflightCheck {
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
export async function checkSetUp(setupAdmin: Client, username: string): Promise<CheckedAdmin> {
  const { maintenance, unfit } = await findMaintenanceDatabase(setupAdmin);
  if (maintenance) {
    const says = `"${username}" sets runs up from database "${maintenance.name}" as role "${maintenance.role.name}"`;
    return { checks: [ok('database', says)], maintenance };
  }
  return { checks: [unfit[0] ? mayNot(unfit[0], username) : nowhere(username)], maintenance };
}

const nowhere = (username: string) =>
  wrong(
    'database',
    `"${username}" is collaborator of no connected database; a run makes and drops its own from one`,
    'create or connect a database in Mathesar as this administrator',
  );

function mayNot({ name, role }: MaintenanceDatabase, username: string): PreflightCheck {
  const missing = [...(role.create_role ? [] : ['CREATEROLE']), ...(role.create_db ? [] : ['CREATEDB'])];
  return wrong(
    'database',
    `"${username}" is collaborator of "${name}" as role "${role.name}", which may not create ${
      missing.length === 2 ? 'roles or databases' : missing[0] === 'CREATEDB' ? 'databases' : 'roles'
    }`,
    `as a superuser of PostgreSQL: ALTER ROLE "${role.name}" ${missing.join(' ')};`,
  );
}
