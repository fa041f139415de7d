import type { Observation } from '../engine/attempt';
import { ACTIONS } from '../actions/index';
import type { Stages } from '../engine/world-pool';
import type { Outcome } from '../target/outcome';
import type { Cell, Rule } from '../plan/types';
import { roleNamed } from '../world/world';
import type { RecordedCell, RecordedOutcome } from './recording';
import { messageOf } from '../target/message';

/**
 * Tries one cell and notes what came of it. Not looked at: what the plan expects.
 * @param prefix begins all names of the run, which have no place in a recording
 */
export async function observe(
  rule: Rule,
  { role: name }: Cell,
  stages: Stages,
  prefix: string,
): Promise<RecordedCell> {
  const { id, area, title, action: call } = rule;
  const about = { rule: id, area, title, action: call.text, role: name };
  const role = roleNamed(name);
  const action = ACTIONS.get(call.name);
  if (!action) throw new Error(`unknown action ${call.name}`);
  try {
    const stage = await stages.for(role);
    const seen = await stage.perform(action, call.args, role);
    return { ...about, ...noteOf(seen, prefix) };
  } catch (error) {
    stages.discard(role);
    const why = messageOf(error);
    return { ...about, outcome: { kind: 'untried', why: anonymised(why, prefix) }, effect: [] };
  }
}

function noteOf(
  { outcome, changes, canarySeen }: Observation,
  prefix: string,
): Pick<RecordedCell, 'outcome' | 'effect' | 'canary'> {
  const parts = new Set(changes.map(({ part }) => partName(part, prefix)));
  return {
    outcome: withoutMessage(outcome),
    effect: [...parts].sort(),
    ...(canarySeen === undefined ? {} : { canary: canarySeen }),
  };
}

/** Messages hold names and identifiers of the run. */
function withoutMessage(outcome: Outcome): RecordedOutcome {
  switch (outcome.kind) {
    case 'allowed':
      return outcome;
    case 'denied':
      return { kind: 'denied', reason: outcome.reason, code: outcome.code };
    case 'error':
      return { kind: 'error', code: outcome.code };
  }
}

const partName = (part: string, prefix: string) =>
  part.startsWith('inside ') ? 'inside a throw-away database' : withoutNames(part, prefix);

const withoutNames = (text: string, prefix: string) => text.replaceAll(new RegExp(`${prefix}\\w*`, 'g'), '…');

/** The first line of a message, without names of the run, its address, identifiers or anything long. */
const anonymised = (message: string, prefix: string) =>
  withoutNames(message.split('\n')[0] ?? '', prefix)
    .replaceAll(/https?:\/\/[\w.:[\]-]+/g, '')
    .replaceAll(/(?<![-\w])\d{3,}/g, '#')
    .slice(0, 120);
