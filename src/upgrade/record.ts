import { inLanes } from '../engine/lanes';
import { LOCAL } from '../engine/local-profile';
import { Client } from '../target/client';
import { installedRelease, releaseOf } from '../target/installed-release';
import { openWitness } from '../target/api-witness';
import type { RunState } from '../target/state';
import { SqlWitness } from '../target/witness';
import type { Plan, Rule } from '../plan/types';
import { ROLES } from '../roles';
import { observe } from './observe';
import type { RecordedCell, Recording } from './recording';

export interface RecordOptions {
  /** Called when the last cell of an area was tried. */
  progress?: (area: string, cells: number) => void;
  /** Ends the recording early, after the current cell. */
  signal?: AbortSignal | undefined;
  /** Number of the recording in its run, from 0, to keep their worlds apart. */
  series?: number;
}

/** The rules that a recording covers: those on the API. */
export const rulesOf = (plan: Plan): Rule[] =>
  plan.files.flatMap(({ rules }) => rules).filter(({ surfaces }) => surfaces.includes('api'));

/**
 * Tries every cell of some rules on a provisioned install and records what it really allows, except cells
 * that the plan marks as not applicable.
 * @throws InstallError when the install does not report its release; Error when that is too old; the signal's reason
 */
export async function record(
  rules: readonly Rule[],
  provisioned: RunState,
  { progress, signal, series = 0 }: RecordOptions = {},
): Promise<Recording> {
  const setupAdmin = new Client(provisioned.baseUrl, provisioned.setupAdmin.session);
  const release = await installedRelease(setupAdmin);
  // It may have been upgraded since it was provisioned.
  const state = { ...provisioned, ...(await releaseOf(setupAdmin)) };
  const witness = openWitness(state);
  const left = countByArea(rules);
  const cells: RecordedCell[] = [];
  try {
    await inLanes(rules, { profile: LOCAL, state, witness, series }, async (rule, api) => {
      for (const cell of applicable(rule)) {
        signal?.throwIfAborted();
        cells.push(await observe(rule, cell, api, state));
      }
      const { area } = rule;
      const rest = (left.get(area) ?? 0) - 1;
      left.set(area, rest);
      if (rest === 0) progress?.(area, cells.filter((cell) => cell.area === area).length);
    });
  } finally {
    await witness.close();
  }
  return {
    format: 1,
    release,
    date: new Date().toISOString().slice(0, 10),
    witness: witness instanceof SqlWitness ? 'sql' : 'api',
    cells: cells.sort(byRuleAndRole),
  };
}

const applicable = (rule: Rule) => rule.cells.filter(({ expectation }) => expectation.kind !== 'none');

function countByArea(rules: readonly Rule[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { area } of rules) counts.set(area, (counts.get(area) ?? 0) + 1);
  return counts;
}

const rank = (role: string) => ROLES.findIndex(({ name }) => name === role);

function byRuleAndRole(one: RecordedCell, other: RecordedCell): number {
  if (one.rule !== other.rule) return one.rule < other.rule ? -1 : 1;
  return rank(one.role) - rank(other.role);
}
