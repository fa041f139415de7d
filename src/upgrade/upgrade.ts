import { Client } from '../target/client';
import type { RunState } from '../target/state';
import type { Rule } from '../plan/types';
import { record, type RecordOptions } from './record';
import type { Recording } from './recording';
import { endedSessions, lookAt, lost, plant } from './survival';

/** Observations of an install before and after an upgrade. */
export interface Upgraded {
  before: Recording;
  after: Recording;
  /** What did not survive it; see {@link lost}. */
  lost: string[];
  /** Accounts whose sessions did not survive it. */
  endedSessions: string[];
  /** Databases of the run that needed the upgrade of their functions, and those that still need it. */
  due: string[];
  stillDue: string[];
}

/**
 * Records what an install allows, upgrades it, upgrades the functions in the run's databases as the home page
 * does, and records again.
 * @param upgrade starts the new release over the same data; returns the address of the run's install
 * @throws as {@link record}, and what the upgrade throws
 */
export async function acrossUpgrade(
  rules: readonly Rule[],
  state: RunState,
  upgrade: () => Promise<RunState>,
  options: RecordOptions = {},
): Promise<Upgraded> {
  const before = await record(rules, state, options);
  const planted = await plant(state);
  const then = await lookAt(planted, state);
  const upgraded = await upgrade();
  const ended = await endedSessions(upgraded);
  const due = await upgradeDatabases(upgraded);
  const gone = lost(then, await lookAt(planted, upgraded));
  const after = await record(rules, upgraded, { ...options, series: 1 });
  return { before, after, lost: gone, endedSessions: ended, ...due };
}

/** Upgrades the functions in the run's databases only. */
async function upgradeDatabases(state: RunState): Promise<Pick<Upgraded, 'due' | 'stillDue'>> {
  const setupAdmin = new Client(state.baseUrl, state.setupAdmin.session);
  const dueNow = async () =>
    (await setupAdmin.rpc('databases.configured.list', {})).filter(
      ({ name, needs_upgrade_attention }) => needs_upgrade_attention && name.startsWith(`${state.prefix}_`),
    );
  const nameOf = ({ name }: { name: string }) => name.slice(state.prefix.length + 1);
  const due = await dueNow();
  for (const { id } of due) await setupAdmin.rpc('databases.upgrade_sql', { database_id: id });
  return { due: due.map(nameOf), stillDue: (await dueNow()).map(nameOf) };
}
