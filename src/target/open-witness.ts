import { ApiWitness } from './api-witness';
import type { RunState } from './state';
import { SqlWitness, type Witness } from './witness';

/** SQL when the install's database can be reached, else a read-back through the API. */
export function openWitness(state: RunState): Witness {
  return state.witness === undefined ? new ApiWitness(state) : new SqlWitness(state.witness, state.databases);
}
