import { cellsInOrder } from '../plan/order';
import { unknownName } from '../plan/suggest';
import type { Cell, Plan, Rule } from '../plan/types';
import { UsageError } from './command';

/**
 * The cell that a command is about.
 * @param id of the rule; upper and lower case do not matter
 * @throws UsageError for a rule or role that the plan does not have, with the one that was probably meant
 */
export function chooseCell(plan: Plan, id: string, role: string): { rule: Rule; cell: Cell } {
  const rules = plan.files.flatMap((file) => file.rules);
  const rule = rules.find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (!rule)
    throw new UsageError(
      unknownName(
        'rule',
        id,
        rules.map((one) => one.id),
      ),
    );
  const cells = cellsInOrder(rule);
  const cell = cells.find((one) => one.role === role);
  if (cell) return { rule, cell };
  const known = rule.cells.map((one) => one.role);
  if (known.includes(role)) throw new UsageError(`${rule.id} says nothing of ${role}: its cell there is "–"`);
  const names = known.join(', ');
  throw new UsageError(`${unknownName('role', role, known)}\n  known to ${rule.id}: ${names}`);
}
