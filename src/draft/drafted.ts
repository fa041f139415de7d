import type { ApiSurface } from '../engine/api-surface';
import type { Observation } from '../engine/attempt';
import { roleIn, whyNotRun, type Profile } from '../engine/profile';
import { Inconclusive, NotRun } from '../engine/surface';
import { hasWorked } from '../engine/verdict/judge';
import { NOT_TRIED, UNCONFIRMED } from '../plan/expectation';
import type { Reason, Rule } from '../plan/types';
import { messageOf } from '../target/message';
import { partsIn } from '../target/snapshot';
import type { RunState } from '../target/state';

/** What a draft says of one role. */
export type Drafted =
  | { kind: 'deny'; reason: Reason }
  | { kind: 'hide' }
  /** It was done; whether it may be, a person must say. */
  | { kind: 'allow' }
  /** Nothing is known. */
  | { kind: 'unknown' };

/** One cell of a draft. */
export interface DraftedCell {
  role: string;
  drafted: Drafted;
  /** What was witnessed, without names and identifiers of the run. */
  seen: string;
  /** Whether the witness saw a change, or the attempt states one. */
  changes: boolean;
}

/**
 * Where every role is answered as for an object that does not exist, there is none to hide.
 * @param cells of one call
 */
export function withoutVainHiding(cells: readonly DraftedCell[]): DraftedCell[] {
  const told = cells.filter(({ drafted }) => drafted.kind !== 'unknown' && !isNotFound(drafted));
  return told.length > 0
    ? [...cells]
    : cells.map((cell) =>
        cell.drafted.kind === 'hide' ? { ...cell, drafted: { kind: 'deny', reason: 'not-found' } } : cell,
      );
}

const isNotFound = (drafted: Drafted) =>
  drafted.kind === 'hide' || (drafted.kind === 'deny' && drafted.reason === 'not-found');

/** A drafted cell as a plan has it; an allow, and a cell of which nothing is known, are errors until somebody corrects them. */
export function writeDrafted(drafted: Drafted): string {
  if (drafted.kind === 'allow') return UNCONFIRMED;
  if (drafted.kind === 'unknown') return NOT_TRIED;
  return drafted.kind === 'deny' ? `deny: ${drafted.reason}` : drafted.kind;
}

/**
 * Tries a call as a role, with the witness looking on, and drafts the cell.
 * @param rule whose action is tried
 */
export async function draftCell(
  rule: Rule,
  role: string,
  api: ApiSurface,
  { profile, state }: { profile: Profile; state: RunState },
): Promise<DraftedCell> {
  const unknown = (why: string): DraftedCell => ({
    ...{ role, drafted: { kind: 'unknown' }, changes: false },
    seen: `not tried: ${withoutNames(why, state)}`,
  });
  const reason = whyNotRun(profile, state, rule, role);
  if (reason !== undefined) return unknown(reason);
  try {
    const who = roleIn(profile, role);
    const seen = await api.see(rule, who, { kind: 'allow' });
    const drafted = draftOf(seen);
    const isHidden =
      mayBeHidden(seen, drafted) && answersAsForMissing(await api.see(rule, who, { kind: 'hide' }));
    return {
      ...{ role, drafted: isHidden ? { kind: 'hide' } : drafted },
      changes: seen.changes.length > 0 || seen.stated !== undefined,
      seen: isHidden ? 'answered as for an object that does not exist' : withoutNames(describe(seen), state),
    };
  } catch (error) {
    return unknown(
      error instanceof NotRun
        ? error.message
        : messageOf(error instanceof Inconclusive ? error.cause : error),
    );
  }
}

/** What an observation shows, without regard to what should be. */
export function draftOf(seen: Observation): Drafted {
  const { outcome, changes, canarySeen } = seen;
  // Whatever was answered: it was done.
  if (changes.length > 0 || canarySeen === true) return { kind: 'allow' };
  if (outcome.kind === 'error') return { kind: 'unknown' };
  if (outcome.kind === 'denied') return { kind: 'deny', reason: outcome.reason };
  return hasWorked(seen) ? { kind: 'allow' } : { kind: 'deny', reason: 'silent' };
}

/** Whether it is worth asking for an object that does not exist: the answer tells nothing by itself. */
function mayBeHidden({ outcome, canarySeen, stated, changes }: Observation, drafted: Drafted): boolean {
  if (drafted.kind === 'deny') return drafted.reason === 'not-found' || drafted.reason === 'silent';
  return (
    outcome.kind === 'allowed' && canarySeen === undefined && stated === undefined && changes.length === 0
  );
}

const answersAsForMissing = ({ changes, canarySeen, differsFromMissing }: Observation): boolean =>
  changes.length === 0 &&
  canarySeen !== true &&
  differsFromMissing !== undefined &&
  !differsFromMissing.differs &&
  !differsFromMissing.namesNothing;

function describe(seen: Observation): string {
  const { outcome, changes, canarySeen, stated } = seen;
  const answer =
    outcome.kind === 'allowed' ? 'OK' : `${outcome.message.split('\n')[0] ?? ''} (${String(outcome.code)})`;
  const parts = partsIn(changes);
  const did = [
    ...(parts.length > 0
      ? [`changed ${parts.map((part) => part.replace(/^inside .*/, 'inside')).join(', ')}`]
      : []),
    ...(canarySeen === true ? ['read the planted value'] : []),
  ];
  const nothing = stated !== undefined || canarySeen !== undefined;
  if (did.length === 0 && outcome.kind === 'allowed')
    did.push(nothing ? 'nothing was done' : 'nothing changed');
  return [answer, ...did].join(', ');
}

/** The first line of a text, shortened, without the run's names, address and identifiers. */
const withoutNames = (text: string, { prefix }: RunState): string =>
  (text.split('\n')[0] ?? '')
    .replaceAll(new RegExp(`${prefix}\\w*`, 'g'), '…')
    .replaceAll(/https?:\/\/[\w.:[\]-]+/g, '')
    .replaceAll(/(?<![-\w(])\d{4,}/g, '#')
    .slice(0, 120);
