import type { Disclosure } from '../plan/disclosure/kinds';
import { databasesOf } from '../roles';
import { Hearing } from '../target/disclosure/hearing';
import { queryRows } from '../target/postgres';
import { insideOf } from '../target/provision';
import type { RunState } from '../target/state';
import type { Profile } from './profile';

/**
 * Makes a worker hear all answers of its target, held against who may know what of the accounts and databases of the run.
 * @throws Error when the install's database can not be read
 */
export async function openHearing(
  state: RunState,
  { roles }: Profile,
  disclosure: Disclosure,
): Promise<Hearing> {
  const hearing = new Hearing(state, disclosure);
  const { accounts, databases, postgresRoles, setupAdmin } = state;
  const { main, other } = databases;
  hearing.meet(setupAdmin, 'admin', [main.name, other.name]);
  for (const role of roles) {
    const names = databasesOf(role).map((which) => databases[which].name);
    const account = accounts[role.name];
    if (account) hearing.meet(account, role.name, names);
  }
  for (const { password } of Object.values(postgresRoles)) hearing.plant('stored password', password);
  // On a demo, a database, its role and its user have one name, and PostgreSQL tells everybody the roles.
  for (const database of state.target === 'local' ? [main, other] : []) {
    hearing.plantIn(database.name, database.name, 'other database');
    hearing.plantIn(database.name, insideOf(database), 'inside of another database');
  }
  hearing.plant('installation id', await installationId(state));
  await plantAddresses(hearing, state);
  state.hearing = hearing;
  return hearing;
}

/** With SQL: the addresses of accounts that are none of the run's, such as those of the people who work there. */
async function plantAddresses(hearing: Hearing, { target, witness, prefix }: RunState): Promise<void> {
  if (target !== 'local' || witness === undefined) return;
  const accounts = await queryRows<{ username: string; email: string }>(
    witness,
    "SELECT username, email FROM mathesar_user WHERE email <> '' AND NOT starts_with(username, $1)",
    [prefix],
  );
  for (const { username, email } of accounts) hearing.plantAddress(username, email);
}

/** The install's own id, while it sends usage data; undefined without SQL, and where there is none. */
async function installationId({ target, witness }: RunState): Promise<string | undefined> {
  if (target !== 'local' || witness === undefined) return undefined;
  const [row] = await queryRows<{ id: string | null }>(
    witness,
    'SELECT value::text AS id FROM mathesar_installationid',
  );
  return row?.id ?? undefined;
}
