import type { RecordedCell, Recording } from './recording';

/** The meaning of a change: the role may do or see more than before, less, or gets a different answer. */
export type Change = 'opened' | 'closed' | 'other';

/** A cell that changed. */
export interface Difference {
  change: Change;
  before: RecordedCell;
  after: RecordedCell;
}

/** The differences between two recordings. */
export interface Diff {
  /** How many cells are in both. */
  compared: number;
  differences: Difference[];
  /** Cells that only one of the recordings has; a rule with a different action counts as a different rule. */
  onlyBefore: RecordedCell[];
  onlyAfter: RecordedCell[];
  /** Whether effects were ignored, because SQL and the API do not see the same parts. */
  withoutEffects: boolean;
}

/** A cell's identity. */
export const keyOf = ({ rule, action, role }: Pick<RecordedCell, 'rule' | 'action' | 'role'>): string =>
  `${rule} ${action} ${role}`;

/** Compares two recordings cell by cell. */
export function diff(before: Recording, after: Recording): Diff {
  const withoutEffects = before.witness !== after.witness;
  const then = new Map(before.cells.map((cell) => [keyOf(cell), cell]));
  const now = new Map(after.cells.map((cell) => [keyOf(cell), cell]));
  const pairs = before.cells.flatMap((cell) => {
    const other = now.get(keyOf(cell));
    return other ? [{ before: cell, after: other }] : [];
  });
  return {
    compared: pairs.length,
    differences: pairs.flatMap((pair) => {
      const change = withoutEffects
        ? changeOf({ ...pair.before, effect: [] }, { ...pair.after, effect: [] })
        : changeOf(pair.before, pair.after);
      return change ? [{ change, ...pair }] : [];
    }),
    onlyBefore: before.cells.filter((cell) => !now.has(keyOf(cell))),
    onlyAfter: after.cells.filter((cell) => !then.has(keyOf(cell))),
    withoutEffects,
  };
}

/** How a cell changed, or undefined. A change that allows anything more counts as opened. */
export function changeOf(before: RecordedCell, after: RecordedCell): Change | undefined {
  const same =
    JSON.stringify(before.outcome) === JSON.stringify(after.outcome) &&
    before.canary === after.canary &&
    before.effect.join() === after.effect.join();
  if (same) return undefined;
  // An untried cell was neither open nor closed.
  if (before.outcome.kind === 'untried' || after.outcome.kind === 'untried') return 'other';
  if (gives(before, after)) return 'opened';
  return gives(after, before) ? 'closed' : 'other';
}

/** Whether the second cell lets its role do or see something that the first does not. */
function gives(less: RecordedCell, more: RecordedCell): boolean {
  return (
    (less.outcome.kind !== 'allowed' && more.outcome.kind === 'allowed') ||
    (less.canary !== true && more.canary === true) ||
    (less.effect.length === 0 && more.effect.length > 0)
  );
}
