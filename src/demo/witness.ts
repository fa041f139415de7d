import { ApiWitness } from '../target/api-witness';
import { Client } from '../target/client';
import type { RunState } from '../target/state';
import { SqlWitness, type Witness } from '../target/witness';

/**
 * SQL when the demo's database can be reached. Else visitor and neighbour read back the contents of their databases,
 * and the administrator, if there is one, users and databases.
 */
export function openDemoWitness(run: RunState): Witness {
  const { baseUrl, accounts, setupAdmin, witness } = run;
  if (witness !== undefined) return new SqlWitness(witness, run);
  const readBy = (account = setupAdmin) => new Client(baseUrl, account.session);
  return new ApiWitness(run, { other: readBy(accounts.neighbour), install: readBy(accounts.admin) });
}
