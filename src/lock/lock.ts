import { RESULTS, type CellVerdict, type RecordedCell, type RunRecord } from '../record/schema';
import type { Witnessed } from '../record/witnessed';
import type { Surface } from '../plan/types';

/** A target, as far as a lock tells it: no address, no seed. */
export interface LockedTarget {
  name: string;
  standIn: boolean;
  release?: string | undefined;
  witness: 'sql' | 'read-back';
}

/** What a role was witnessed to be allowed by one rule, on one surface. */
export interface LockedCell {
  target: string;
  file: string;
  area: string;
  rule: string;
  title: string;
  action: string;
  given?: string | undefined;
  /** Or which of the composed roles. */
  role: string;
  surface: Surface;
  control?: string | undefined;
  /** What the plan says, for people; nothing is compared with it. */
  planned: string;
  verdict: CellVerdict;
  /** Undefined where nothing was proven. */
  seen?: Witnessed | undefined;
  /** In the plan; known of a cell that comes from a run record, and never written. */
  line?: number;
}

/** What targets were witnessed to allow, sorted; the same for equal runs, whatever their time, seed and address. */
export interface Lock {
  targets: LockedTarget[];
  cells: LockedCell[];
}

/** What identifies a cell, wherever the plan has it. */
export const keyOf = ({
  target,
  rule,
  role,
  control,
  surface,
}: Pick<LockedCell, 'target' | 'rule' | 'role' | 'control' | 'surface'>): string =>
  JSON.stringify([target, rule, role, surface, control ?? '']);

/** `api`, or the control on a page. */
export const surfaceOf = ({ control, surface }: Pick<LockedCell, 'surface' | 'control'>): string =>
  control ?? surface;

/** The verdicts of cells that nothing was proven of; a known gap shows what it says, an error too. */
const PROVES_NOTHING: readonly CellVerdict[] = ['inconclusive', 'unproven', 'not run', 'interrupted'];

/** Takes from a run record what was witnessed. Of a cell that was tried more than once it is the worst. */
export function lockOf({ run, results }: Pick<RunRecord, 'run' | 'results'>): Lock {
  const cells = new Map<string, LockedCell>();
  for (const result of results) {
    if (result.kind !== 'cell') continue;
    const cell = lockedCell(result);
    const known = cells.get(keyOf(cell));
    if (!known || RESULTS.indexOf(cell.verdict) < RESULTS.indexOf(known.verdict))
      cells.set(keyOf(cell), cell);
  }
  const names = new Set([...cells.values()].map(({ target }) => target));
  const targets = run.targets.filter(({ name }) => names.has(name));
  return sorted({
    targets: targets.map(({ name, standIn, release, witness }) => ({ name, standIn, release, witness })),
    cells: [...cells.values()],
  });
}

function lockedCell(cell: RecordedCell): LockedCell {
  const { target, place, area, rule, ruleTitle, action, given, surface, control, expected, verdict } = cell;
  const isProven = !PROVES_NOTHING.includes(verdict);
  return {
    ...{ target, file: place.file, area, rule, title: ruleTitle, action, given, line: place.line },
    ...{ role: cell.variant ?? cell.role, surface, control, planned: expected, verdict },
    seen: isProven ? cell.evidence?.witnessed : undefined,
  };
}

/** Sorts a lock: by target, file, rule, role, surface and control; `REC-4` comes before `REC-12`. */
export const sorted = ({ targets, cells }: Lock): Lock => ({
  targets: targets.toSorted((one, other) => ORDER.compare(one.name, other.name)),
  cells: cells.toSorted(
    (one, other) =>
      ORDER.compare(one.target, other.target) ||
      ORDER.compare(one.file, other.file) ||
      ORDER.compare(one.rule, other.rule) ||
      ORDER.compare(one.surface, other.surface) ||
      ORDER.compare(one.control ?? '', other.control ?? '') ||
      ORDER.compare(one.role, other.role),
  ),
});

/** The same on every machine. */
export const ORDER = new Intl.Collator('en', { numeric: true });
