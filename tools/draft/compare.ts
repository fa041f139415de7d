import { writeDrafted, type Drafted, type DraftedCell } from '../../src/draft/drafted';
import { gapOf } from '../../src/plan/gaps';
import type { Cell, Expectation } from '../../src/plan/types';
import type { GapVerdict } from '../../src/plan/verdicts';
import { writeExpectation } from '../../src/plan/expectation';

/** A drafted cell held against the one that the plan has. */
export interface Compared {
  rule: string;
  action: string;
  role: string;
  plan: string;
  drafted: string;
  seen: string;
  kind:
    | 'same'
    /** Says another thing than the plan. */
    | 'differs'
    /** The plan denies it, and the draft has seen it done: the worst of differences. */
    | 'deny as allow'
    /** Nothing was drafted. */
    | 'not tried'
    /** Just what the plan's known gap says of the install: a draft can only say what it does. */
    | 'known gap';
}

/** Holds a drafted cell against the plan's. */
export function compareCell(
  about: Pick<Compared, 'rule' | 'action'>,
  cell: Cell,
  { drafted, seen }: DraftedCell,
): Compared {
  const plan = writeExpectation(cell.expectation);
  return {
    ...{ ...about, role: cell.role, plan, drafted: writeDrafted(drafted), seen },
    kind: kindOf(cell, drafted),
  };
}

function kindOf(cell: Cell, drafted: Drafted): Compared['kind'] {
  if (agrees(cell.expectation, drafted)) return 'same';
  const gap = gapOf(cell, 'api', undefined);
  if (gap && SHOWS[gap.verdict]?.(drafted)) return 'known gap';
  if (drafted.kind === 'unknown') return 'not tried';
  const isDenied = cell.expectation.kind === 'deny' || cell.expectation.kind === 'hide';
  return isDenied && drafted.kind === 'allow' ? 'deny as allow' : 'differs';
}

function agrees(expected: Expectation, drafted: Drafted): boolean {
  if (expected.kind !== drafted.kind) return false;
  if (expected.kind !== 'deny' || drafted.kind !== 'deny') return true;
  // A denial for any reason, which neither "does not exist" nor silence is.
  if (expected.reason === undefined) return !['not-found', 'silent'].includes(drafted.reason);
  return expected.reason === drafted.reason;
}

const isSilent = (drafted: Drafted) => drafted.kind === 'deny' && drafted.reason === 'silent';

/** How a draft shows the verdict of a known gap. */
const SHOWS: Partial<Record<GapVerdict, (drafted: Drafted) => boolean>> = {
  breach: ({ kind }) => kind === 'allow',
  'side effect': ({ kind }) => kind === 'allow',
  disclosure: ({ kind }) => kind === 'allow',
  leak: ({ kind }) => kind !== 'hide',
  'over-restriction': ({ kind }) => kind === 'deny',
  ineffective: isSilent,
  'silent no-op': isSilent,
  'wrong reason': ({ kind }) => kind === 'deny',
  inconclusive: ({ kind }) => kind === 'unknown',
};
