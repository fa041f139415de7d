import type { ApiSurface } from '../engine/api-surface';
import type { Observation } from '../engine/attempt';
import { LOCAL } from '../engine/local-profile';
import { roleIn, whyNotRun } from '../engine/profile';
import { Inconclusive, NotRun } from '../engine/surface';
import type { Cell, Rule } from '../plan/types';
import { messageOf } from '../target/message';
import type { Outcome } from '../target/outcome';
import type { RunState } from '../target/state';
import type { RecordedCell, RecordedOutcome } from './recording';

/**
 * Tries one cell and records the result, whatever the plan expects; of one that is not run on the install, the reason.
 * @param state of the run, whose names must not be in a recording
 */
export async function observe(
  rule: Rule,
  { role: name }: Cell,
  api: ApiSurface,
  state: RunState,
): Promise<RecordedCell> {
  const { prefix } = state;
  const { id, area, title, action: call } = rule;
  const about = { rule: id, area, title, action: call.text, role: name };
  const without = (kind: 'untried' | 'not run', why: string): RecordedCell => ({
    ...about,
    outcome: { kind, why: anonymised(why, prefix) },
    effect: [],
  });
  // Behind a semicolon is what would allow it, which names the install.
  const notRun = (reason: string) => without('not run', reason.split(';')[0] ?? '');
  if (rule.given) return notRun('a recording holds what rights allow, not what happens when they change');
  const reason = whyNotRun(LOCAL, state, rule, name);
  if (reason !== undefined) return notRun(reason);
  try {
    const seen = await api.see(rule, roleIn(LOCAL, name), { kind: 'allow' });
    return { ...about, ...noteOf(seen, prefix) };
  } catch (error) {
    if (error instanceof NotRun) return notRun(error.message);
    return without('untried', messageOf(error instanceof Inconclusive ? error.cause : error));
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

/** Removes messages, which contain names and identifiers of the run. */
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

/** The first line of a message, shortened, without the run's names, address and identifiers. */
const anonymised = (message: string, prefix: string) =>
  withoutNames(message.split('\n')[0] ?? '', prefix)
    .replaceAll(/https?:\/\/[\w.:[\]-]+/g, '')
    .replaceAll(/(?<![-\w])\d{3,}/g, '#')
    .slice(0, 120);
