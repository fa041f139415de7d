import { whyNotRun } from '../engine/profile';
import { cellsInOrder } from '../plan/order';
import type { Cell, Plan, Rule } from '../plan/types';
import { messageOf } from '../target/message';
import { explain, type Explanation } from './explain';
import type { Means } from './scratch';

/** What came of one cell. */
export interface Checked {
  /** `RULE role`. */
  name: string;
  rule: Rule;
  cell: Cell;
  explanation?: Explanation;
  /** Why it could not be explained. */
  error?: string;
}

/** The cells over the API that the plan denies for a privilege that is not there, or an entry as collaborator. */
export function deniedCells(plan: Plan): { rule: Rule; cell: Cell }[] {
  return plan.files
    .flatMap((file) => file.rules)
    .filter(({ surfaces }) => surfaces.includes('api'))
    .flatMap((rule) => cellsInOrder(rule).map((cell) => ({ rule, cell })))
    .filter(
      ({ cell: { expectation } }) =>
        expectation.kind === 'deny' &&
        (expectation.reason === 'privilege' || expectation.reason === 'collaborator'),
    );
}

/** Explains some cells, one after the other. */
export async function* explainEach(
  means: Means,
  cells: readonly { rule: Rule; cell: Cell }[],
): AsyncGenerator<Checked> {
  for (const { rule, cell } of cells) {
    const about = { name: `${rule.id} ${cell.role}`, rule, cell };
    const reason = whyNotRun(means.profile, means.state, rule, cell.role);
    if (reason !== undefined) {
      yield { ...about, error: `not run: ${reason}` };
      continue;
    }
    try {
      yield { ...about, explanation: await explain(means, rule, cell) };
    } catch (error) {
      yield { ...about, error: messageOf(error) };
    }
  }
}
