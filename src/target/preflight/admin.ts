import { findMaintenanceDatabase, type MaintenanceDatabase } from '../maintenance-database';
import type { Client } from '../client';
import type { CommonData } from '../common-data';
import { finding, ok, wrong, type PreflightCheck } from './check';

/** The checks of the administrator, and the database from which a run can be set up. */
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
    `"${username}" is not an administrator, and only administrators can add the accounts of a run`,
    `name another in ${variables}_USERNAME, or make this one an administrator on Mathesar's users page`,
  );
}

/**
 * Whether the administrator can set up a run: this needs a database that the administrator collaborates on
 * with a role that may create roles and databases.
 * @throws CallFailed, InstallError
 */
export async function checkSetUp(setupAdmin: Client, username: string): Promise<CheckedAdmin> {
  const { maintenance, unfit, refused } = await findMaintenanceDatabase(setupAdmin);
  if (maintenance) {
    const says = `"${username}" sets up runs from database "${maintenance.name}" as role "${maintenance.role.name}"`;
    const refusal = refused === undefined ? [] : [finding('database', `${refused}, to the administrator`)];
    return { checks: [ok('database', says), ...refusal], maintenance };
  }
  return { checks: [unfit[0] ? mayNot(unfit[0], username) : nowhere(username)], maintenance };
}

const nowhere = (username: string) =>
  wrong(
    'database',
    `"${username}" is a collaborator of no connected database; a run creates and drops its own from one`,
    'create or connect a database in Mathesar as this administrator',
  );

function mayNot({ name, role }: MaintenanceDatabase, username: string): PreflightCheck {
  const missing = [...(role.create_role ? [] : ['CREATEROLE']), ...(role.create_db ? [] : ['CREATEDB'])];
  return wrong(
    'database',
    `"${username}" is a collaborator of "${name}" as role "${role.name}", which may not create ${
      missing.length === 2 ? 'roles or databases' : missing[0] === 'CREATEDB' ? 'databases' : 'roles'
    }`,
    `as a superuser of PostgreSQL: ALTER ROLE "${role.name}" ${missing.join(' ')};`,
  );
}
