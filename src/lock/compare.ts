import { changeBetween, type Change, type Witnessed } from '../record/witnessed';
import { keyOf, type Lock, type LockedCell } from './lock';

/** A cell that was seen on both sides, and not the same. */
export interface Difference {
  change: Change;
  before: LockedCell & { seen: Witnessed };
  after: LockedCell & { seen: Witnessed };
}

/** The differences between two locks. */
export interface Comparison {
  /** How many cells were seen on both sides. */
  compared: number;
  differences: Difference[];
  /** Seen before; tried now, and nothing was proven. */
  unseen: LockedCell[];
  /** Seen before, still in the plan, and not tried now. */
  untried: LockedCell[];
  /** Only the later one has them. */
  added: LockedCell[];
  /** Both have them, and only the later one has seen anything. */
  seenFirst: LockedCell[];
  /** Only the earlier one has them, and the plan has them no more. */
  gone: LockedCell[];
  /** Targets of which one side was seen by SQL and the other through the API, so that effects are not compared. */
  withoutEffects: string[];
}

/**
 * Compares two locks cell by cell.
 * @param planned the keys of all cells that the plan has now; without it, what the later one lacks is gone
 */
export function compareLocks(before: Lock, after: Lock, planned?: ReadonlySet<string>): Comparison {
  const then = new Map(before.cells.map((cell) => [keyOf(cell), cell]));
  const now = new Map(after.cells.map((cell) => [keyOf(cell), cell]));
  const withoutEffects = after.targets
    .filter(({ name, witness }) =>
      before.targets.some((target) => target.name === name && target.witness !== witness),
    )
    .map(({ name }) => name);
  const found: Comparison = {
    ...{ compared: 0, differences: [], unseen: [], untried: [], withoutEffects },
    added: after.cells.filter((cell) => !then.has(keyOf(cell))),
    seenFirst: after.cells.filter(
      (cell) => cell.seen && then.get(keyOf(cell))?.seen === undefined && then.has(keyOf(cell)),
    ),
    gone: [],
  };
  for (const [key, cell] of then) {
    const later = now.get(key);
    if (!later) {
      if (!planned?.has(key)) found.gone.push(cell);
      else if (cell.seen) found.untried.push(cell);
    } else if (cell.seen && !later.seen) found.unseen.push(later);
    else if (cell.seen && later.seen) {
      found.compared += 1;
      const [old, young] = [cell.seen, later.seen].map((seen) =>
        withoutEffects.includes(cell.target) ? { ...seen, gave: [] } : seen,
      );
      const change = old && young && changeBetween(old, young);
      if (change)
        found.differences.push({
          change,
          before: { ...cell, seen: cell.seen },
          after: { ...later, seen: later.seen },
        });
    }
  }
  return found;
}

/** Whether a comparison has nothing to say. */
export const isEqual = ({ differences, unseen, untried, added, seenFirst, gone }: Comparison): boolean =>
  [differences, unseen, untried, added, seenFirst, gone].every((each) => each.length === 0);
