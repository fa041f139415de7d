import { keyOf, sorted, type Lock, type LockedCell, type LockedTarget } from './lock';

/** What a lock becomes by a newer run, and what is to be said of it. */
export interface Update {
  lock: Lock;
  /** In the plan, and not tried in this run: they stay as they were. */
  untried: LockedCell[];
  /** Tried in this run, and nothing was proven: they stay as they were seen before. */
  unseen: LockedCell[];
  /** Not in the plan any more: they are removed. */
  removed: LockedCell[];
}

/** A lock and a run are of different installs. */
export class MixedTargets extends Error {}

/**
 * Brings a lock up to date: what the run saw takes the place of what was there, and nothing else does.
 * @param run what the run saw
 * @param planned the keys of all cells that the plan has now
 * @throws MixedTargets where cells would stay that were seen on another release, or by another witness
 */
export function updated(before: Lock, run: Lock, planned: ReadonlySet<string>): Update {
  const now = new Map(run.cells.map((cell) => [keyOf(cell), cell]));
  const removed = before.cells.filter((cell) => !planned.has(keyOf(cell)) && !now.has(keyOf(cell)));
  const untried = before.cells.filter((cell) => planned.has(keyOf(cell)) && !now.has(keyOf(cell)));
  const unseen = before.cells.filter((cell) => cell.seen && now.get(keyOf(cell))?.seen === undefined);
  const kept = [...untried, ...unseen.filter((cell) => now.has(keyOf(cell)))];
  for (const target of run.targets)
    requireSame(
      before.targets.find(({ name }) => name === target.name),
      target,
      kept.filter((cell) => cell.target === target.name && cell.seen !== undefined),
    );
  const stay = new Map(kept.map((cell) => [keyOf(cell), cell]));
  const others = before.targets.filter(({ name }) => run.targets.every((target) => target.name !== name));
  return {
    lock: sorted({
      targets: [
        ...run.targets,
        ...others.filter(({ name }) => untried.some(({ target }) => target === name)),
      ],
      // What is kept is told under its rule's name of today.
      cells: [...stay.values(), ...run.cells.filter((cell) => !stay.has(keyOf(cell)))],
    }),
    untried,
    unseen: unseen.filter((cell) => now.has(keyOf(cell))),
    removed,
  };
}

function requireSame(before: LockedTarget | undefined, now: LockedTarget, kept: readonly LockedCell[]): void {
  if (!before || kept.length === 0) return;
  const differs = (['release', 'standIn', 'witness'] as const).find((name) => before[name] !== now[name]);
  if (differs === undefined) return;
  throw new MixedTargets(
    `the lock has "${now.name}" with ${differs} ${String(before[differs] ?? 'unknown')}, the run has ${String(now[differs] ?? 'unknown')}, ` +
      `and ${String(kept.length)} cells were not seen in it: a lock of both would say what nobody has seen\n` +
      '  run the whole plan, or remove the lock first',
  );
}
