import type { Change } from '../record/witnessed';
import type { RecordedCell, Recording } from './recording';

/** A cell that changed. */
export interface Difference {
  change: Change;
  before: RecordedCell;
  after: RecordedCell;
}

/** Cells of which a comparison can say nothing, for one reason. */
export interface NotCompared {
  reason: string;
  /** They are not run on either side, so nothing is missing that was to be compared. */
  neverRun: boolean;
  cells: RecordedCell[];
}

/** The differences between two recordings. */
export interface Diff {
  /** How many cells were tried in both. */
  compared: number;
  differences: Difference[];
  /** The rest, most cells first; a rule with a different action counts as a different rule. */
  notCompared: NotCompared[];
  /** Whether effects were ignored, because SQL and the API do not see the same parts. */
  withoutEffects: boolean;
}

/** A cell's identity. */
export const keyOf = ({ rule, action, role }: Pick<RecordedCell, 'rule' | 'action' | 'role'>): string =>
  `${rule} ${action} ${role}`;

/** Compares two recordings cell by cell: those that were tried in both. */
export function diff(before: Recording, after: Recording): Diff {
  const withoutEffects = before.witness !== after.witness;
  const then = new Map(before.cells.map((cell) => [keyOf(cell), cell]));
  const now = new Map(after.cells.map((cell) => [keyOf(cell), cell]));
  const untold = new Map<string, RecordedCell[]>();
  const differences: Difference[] = [];
  let compared = 0;
  for (const key of new Set([...then.keys(), ...now.keys()])) {
    const pair = { before: then.get(key), after: now.get(key) };
    const reason = whyNotCompared(pair.before, pair.after);
    const cell = pair.before ?? pair.after;
    if (reason !== undefined && cell) untold.set(reason, [...(untold.get(reason) ?? []), cell]);
    if (reason !== undefined || !pair.before || !pair.after) continue;
    compared += 1;
    const change = withoutEffects
      ? changeOf({ ...pair.before, effect: [] }, { ...pair.after, effect: [] })
      : changeOf(pair.before, pair.after);
    if (change) differences.push({ change, before: pair.before, after: pair.after });
  }
  const notCompared = [...untold].map(([reason, cells]) => ({
    ...{ reason, cells },
    neverRun: cells.every((cell) =>
      [then, now].every((side) => side.get(keyOf(cell))?.outcome.kind === 'not run'),
    ),
  }));
  notCompared.sort((one, other) => other.cells.length - one.cells.length);
  return { compared, differences, notCompared, withoutEffects };
}

/** Why nothing can be said of a cell; undefined when it was tried on both sides, or gave the same error twice. */
function whyNotCompared(
  before: RecordedCell | undefined,
  after: RecordedCell | undefined,
): string | undefined {
  if (!before) return 'not in the first recording';
  if (!after) return 'not in the second recording';
  const [first, second] = [whyInconclusive(before), whyInconclusive(after)];
  if (first === second && isTried(before)) return undefined;
  if (first === second) return first && `${first} in both`;
  return [first && `${first} in the first`, second && `${second} in the second`]
    .filter((side) => side !== undefined)
    .join(', ');
}

const isTried = ({ outcome: { kind } }: RecordedCell) => kind !== 'untried' && kind !== 'not run';

/** What a cell gave instead of an answer or a refusal; an error that did or told something is as good as an answer. */
function whyInconclusive({ outcome, effect, canary }: RecordedCell): string | undefined {
  if (outcome.kind === 'untried') return `not tried (${outcome.why})`;
  if (outcome.kind === 'not run') return `not run (${outcome.why})`;
  return outcome.kind === 'error' && effect.length === 0 && canary !== true
    ? `error (${String(outcome.code)})`
    : undefined;
}

/** How a cell that was tried twice changed, or undefined. A change that allows anything more counts as loosened. */
export function changeOf(before: RecordedCell, after: RecordedCell): Change | undefined {
  const same =
    JSON.stringify(before.outcome) === JSON.stringify(after.outcome) &&
    before.canary === after.canary &&
    before.effect.join() === after.effect.join();
  if (same) return undefined;
  if (gives(before, after)) return 'loosened';
  return gives(after, before) ? 'tightened' : 'other';
}

/** Whether the second cell lets its role do or see something that the first does not. */
function gives(less: RecordedCell, more: RecordedCell): boolean {
  return (
    (less.outcome.kind !== 'allowed' && more.outcome.kind === 'allowed') ||
    (less.canary !== true && more.canary === true) ||
    (less.effect.length === 0 && more.effect.length > 0)
  );
}
