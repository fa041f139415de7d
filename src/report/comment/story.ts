import { compareLocks, type Comparison, type Difference } from '../../lock/compare';
import { keyOf, type Lock, type LockedCell } from '../../lock/lock';
import type { CellVerdict } from '../../record/schema';

/** A cell of which a note says how its verdict became another one. */
export interface Noted {
  cell: LockedCell;
  note: Note;
}
export const NOTES = ['newly red', 'gap worse', 'newly green', 'gap closed', 'new gap'] as const;
export type Note = (typeof NOTES)[number];

/** A cell that the plan has on both sides, and not the same. */
export interface Replanned {
  before: LockedCell;
  after: LockedCell;
}

/** What a pull request changes, between a baseline and a run. */
export interface Story extends Omit<Comparison, 'differences'> {
  /** Whether there was something to compare with. */
  hasBaseline: boolean;
  differences: (Difference & { note?: Note | undefined })[];
  /** Verdicts that became others, all of them. */
  noted: Noted[];
  replanned: Replanned[];
  /** Methods of the install and controls of pages that no rule is about. */
  uncovered: { methods: readonly string[]; controls: readonly string[] };
}

/**
 * Holds a run against a baseline.
 * @param before without one only verdicts are told
 * @param options.tried leaves out what the run did not try
 */
export function storyOf(
  before: Lock | undefined,
  after: Lock,
  {
    uncovered,
    tried = false,
  }: { uncovered?: Story['uncovered'] | undefined; tried?: boolean | undefined } = {},
): Story {
  const found = compareLocks(before ?? after, after);
  const then = new Map((before?.cells ?? []).map((cell) => [keyOf(cell), cell]));
  const noted = after.cells.flatMap((cell) => {
    const note = noteOf(then.get(keyOf(cell))?.verdict, cell.verdict);
    return note && (before || note === 'newly red') ? [{ cell, note }] : [];
  });
  const notes = new Map(noted.map(({ cell, note }) => [keyOf(cell), note]));
  return {
    ...found,
    hasBaseline: before !== undefined,
    ...(tried && { gone: [] }),
    differences: found.differences.map((each) => ({ ...each, note: notes.get(keyOf(each.after)) })),
    noted,
    replanned: after.cells.flatMap((cell) => {
      const known = then.get(keyOf(cell));
      return known && known.planned !== cell.planned ? [{ before: known, after: cell }] : [];
    }),
    uncovered: uncovered ?? { methods: [], controls: [] },
  };
}

/** How a verdict became another one; undefined where that is not worth a word. @param before of a cell that is new: undefined */
function noteOf(before: CellVerdict | undefined, after: CellVerdict): Note | undefined {
  if (before === after) return undefined;
  if (before === 'known gap' && (after === 'pass' || after === 'closed gap')) return 'gap closed';
  if (before === 'known gap' && isRed(after)) return 'gap worse';
  if (after === 'known gap') return 'new gap';
  if (isRed(after)) return before !== undefined && isRed(before) ? undefined : 'newly red';
  return before !== undefined && isRed(before) && after === 'pass' ? 'newly green' : undefined;
}

/** Fails a run. */
export const isRed = (verdict: CellVerdict): boolean =>
  !(['pass', 'known gap', 'not run', 'interrupted'] as CellVerdict[]).includes(verdict);

/** Whether there is nothing to tell of a pull request. */
export const isQuiet = ({
  differences,
  noted,
  replanned,
  added,
  seenFirst,
  gone,
  unseen,
  uncovered,
}: Story): boolean =>
  [
    differences,
    noted,
    replanned,
    added,
    seenFirst,
    gone,
    unseen,
    uncovered.methods,
    uncovered.controls,
  ].every((each) => each.length === 0);
