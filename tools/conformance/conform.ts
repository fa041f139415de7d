import type { Action } from '../../src/actions/action';
import { ACTIONS } from '../../src/actions/index';
import { Exclusive } from '../../src/engine/exclusive';
import { LOCAL } from '../../src/engine/local-profile';
import { roleIn, vocabularyOf } from '../../src/engine/profile';
import { parseCall } from '../../src/plan/action-call';
import { writeChanges } from '../../src/engine/verdict/evidence';
import { WorldPool } from '../../src/engine/world-pool';
import type { Target } from '../../src/target/target';
import { SqlWitness } from '../../src/target/witness';
import { withRun } from '../../src/target/run';
import { messageOf } from '../../src/target/message';
import { readRecording, recordingsIn } from './recordings';

/** One recorded row: an attempt, and for every actor `ok`, `ok+` (something changed), or the error's code. */
export interface Facts {
  row: string;
  attempt: string;
  cells: { role: string; recorded: string }[];
}

/** A cell that is not as recorded. */
export interface Difference {
  row: string;
  attempt: string;
  role: string;
  recorded: string;
  seen: string;
  /** What the witness saw change, for a person to read. */
  changes: string;
}

const NOT_RECORDED = '.';

/** The recorded facts, by row; `.` cells, which were not recorded, left out. */
export function readFacts(): Facts[] {
  return recordingsIn('attempts').flatMap((name) => {
    const { head, lines } = readRecording(name);
    const roles = head.slice(2);
    return lines.map(([row = '', attempt = '', ...cells]) => ({
      row,
      attempt,
      cells: roles
        .map((role, index) => ({ role, recorded: cells[index] ?? NOT_RECORDED }))
        .filter(({ recorded }) => recorded !== NOT_RECORDED),
    }));
  });
}

/** Lanes that work at the same time, each in worlds of its own. */
const LANES = 4;

/**
 * Performs recorded attempts on an install and compares outcome, effect and error code, cell by cell.
 * @returns the number of cells compared and those that differ
 */
export async function conform(
  target: Target,
  facts: Facts[],
): Promise<{ cells: number; differences: Difference[]; left: string[] }> {
  const queue = [...facts];
  const differences: Difference[] = [];
  let cells = 0;
  const left = await withRun(target, async (state) => {
    if (state.witness === undefined) throw new Error('conformance needs the SQL witness');
    const witness = new SqlWitness(state.witness, state);
    const exclusive = new Exclusive();
    const lane = async (index: number) => {
      const worlds = new WorldPool({ state, witness, worker: index, roles: LOCAL.roles, exclusive });
      for (let next = queue.shift(); next; next = queue.shift()) {
        for (const { role, recorded } of next.cells) {
          cells += 1;
          const seen = await performOne(worlds, next.attempt, role);
          if (seen.said !== recorded) {
            const { row, attempt } = next;
            differences.push({ row, attempt, role, recorded, seen: seen.said, changes: seen.changes });
          }
        }
      }
      await worlds.end();
    };
    await Promise.all(Array.from({ length: LANES }, (_, index) => lane(index)));
    await witness.close();
  });
  return { cells, differences, left };
}

/** Performs one attempt. @returns what became of it, as the recordings say it, and what changed */
async function performOne(
  worlds: WorldPool,
  attempt: string,
  roleName: string,
): Promise<{ said: string; changes: string }> {
  const role = roleIn(LOCAL, roleName);
  try {
    const { action, args } = readActionText(attempt);
    const world = await worlds.for(role);
    const seen = await world.perform(action, args, role);
    const answer = seen.outcome.kind === 'allowed' ? 'ok' : String(seen.outcome.code);
    return { said: answer + (seen.changes.length > 0 ? '+' : ''), changes: writeChanges(seen) };
  } catch (error) {
    worlds.discard(role);
    return { said: `error: ${messageOf(error)}`, changes: '' };
  }
}

const KNOWN = vocabularyOf(LOCAL).actions;

/** Reads an action as a plan writes it, e.g. `forms.add(role: stronger)`. @throws Error with what is wrong */
function readActionText(text: string): { action: Action; args: Record<string, unknown> } {
  const call = parseCall(text, KNOWN);
  const action = ACTIONS.get(call.name);
  if (!action) throw new Error(`${call.name} is an action of pages only`);
  return { action, args: call.args };
}
