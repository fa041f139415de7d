import type { PlannedChange } from './plan/row';
import type { Expectation } from '../plan/types';
import { diff, keyOf, type Diff } from './diff';
import type { RecordedCell, Recording } from './recording';

/** A planned change that did not happen as planned. */
export interface Missed {
  change: PlannedChange;
  /** What was recorded instead; undefined if it was not recorded. */
  before: RecordedCell | undefined;
  after: RecordedCell | undefined;
}

/** A difference compared with the changes that an upgrade may make. */
export interface PlanComparison {
  happened: PlannedChange[];
  missed: Missed[];
  /** Unplanned changes, and unplanned cells that can not be compared. */
  unplanned: Diff;
}

/** Compares two recordings with the planned changes: the difference must be exactly what is planned. */
export function compareWithPlan(
  before: Recording,
  after: Recording,
  planned: readonly PlannedChange[],
): PlanComparison {
  const then = new Map(before.cells.map((cell) => [keyOf(cell), cell]));
  const now = new Map(after.cells.map((cell) => [keyOf(cell), cell]));
  const sides = planned.map((change) => ({
    change,
    before: then.get(keyOf(change)),
    after: now.get(keyOf(change)),
  }));
  const asPlanned = (side: Missed) =>
    fits(side.before, side.change.before) && fits(side.after, side.change.after);
  const named = new Set(planned.map(keyOf));
  const found = diff(before, after);
  return {
    happened: sides.filter(asPlanned).map(({ change }) => change),
    missed: sides.filter((side) => !asPlanned(side)),
    unplanned: {
      ...found,
      differences: found.differences.filter(({ before: cell }) => !named.has(keyOf(cell))),
      notCompared: found.notCompared.flatMap((group) => {
        const cells = group.cells.filter((cell) => !named.has(keyOf(cell)));
        return cells.length > 0 ? [{ ...group, cells }] : [];
      }),
    },
  };
}

/** Whether a recorded cell is as one side of a planned change says. */
export function fits(cell: RecordedCell | undefined, expected: Expectation): boolean {
  if (!cell) return false;
  const { outcome, effect, canary } = cell;
  if (expected.kind === 'allow') return outcome.kind === 'allowed' && canary !== false;
  if (expected.kind !== 'deny' || effect.length > 0 || canary === true) return false;
  if (expected.reason === 'silent') return outcome.kind === 'allowed';
  return outcome.kind === 'denied' && (expected.reason === undefined || expected.reason === outcome.reason);
}
