import { Conclusion, type Evidence } from '../../../src/engine/result-recorder';
import { Prover } from '../../../src/engine/api-runner';
import type { Stages } from '../../../src/engine/world-pool';
import type { RunState } from '../../../src/target/state';
import { cellsInOrder } from '../../../src/plan/order';
import type { Plan, Rule } from '../../../src/plan/types';
import { messageOf } from '../../../src/target/message';

/** A cell that is not as the plan says. */
export interface RedCell {
  rule: string;
  role: string;
  /** First line of the failure: the verdict and why. */
  why: string;
}

/**
 * Proves the cells of some rules as a run does, allowed ones first.
 * @param limit stop after so many red cells; one is enough to know that a fault is seen
 */
export async function redCells(
  plan: Plan,
  rules: readonly Rule[],
  stages: Stages,
  state: RunState,
  limit = Infinity,
): Promise<RedCell[]> {
  const prover = new Prover(plan, stages, new Conclusion(state));
  const red: RedCell[] = [];
  for (const rule of rules) {
    for (const cell of cellsInOrder(rule)) {
      if (red.length >= limit) return red;
      const evidence: Evidence = { annotations: [], attachments: [] };
      try {
        await prover.prove(rule, cell, evidence);
      } catch (error) {
        const why = messageOf(error).split('\n')[0] ?? '';
        red.push({ rule: rule.id, role: cell.role, why });
      }
    }
  }
  return red;
}
