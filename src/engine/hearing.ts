import type { Disclosure } from '../plan/disclosure/kinds';
import { databasesOf } from '../roles';
import { Hearing } from '../target/disclosure/hearing';
import type { RunState } from '../target/state';
import type { Profile } from './profile';

/** Makes a worker hear all answers of its target, held against who may know what of the accounts and databases of the run. */
export function openHearing(state: RunState, { roles }: Profile, disclosure: Disclosure): Hearing {
  const hearing = new Hearing(state, disclosure);
  const { accounts, databases, postgresRoles, setupAdmin } = state;
  const { main, other } = databases;
  hearing.meet(setupAdmin, 'admin', [main.name, other.name]);
  for (const role of roles) {
    const account = accounts[role.name];
    if (account)
      hearing.meet(
        account,
        role.name,
        databasesOf(role).map((which) => databases[which].name),
      );
  }
  for (const { password } of Object.values(postgresRoles)) hearing.plant('stored password', password);
  for (const { name } of [main, other])
    hearing.plantFor(name, (reader) => (reader.databases.has(name) ? undefined : 'other database'));
  state.hearing = hearing;
  return hearing;
}
