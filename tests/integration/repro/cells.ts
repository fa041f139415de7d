import type { Cell, Rule } from '../../../src/plan/types';
import { requirePlan } from '../../../src/suite/compile';

/** Everything that scripts make on an install begins with this. */
export const MADE_BY_REPRO = `SELECT name FROM mathesar_configuredrole WHERE starts_with(name, 'repro')
  UNION ALL SELECT username FROM mathesar_user WHERE starts_with(username, 'repro')
  UNION ALL SELECT rolname FROM pg_roles WHERE starts_with(rolname, 'repro')`;

/** A cell of the project's plan. @param name such as `REC-04 viewer` */
export function cellOf(name: string): { rule: Rule; cell: Cell } {
  const [id, role] = name.split(' ');
  const rule = requirePlan()
    .plans.local.files.flatMap((file) => file.rules)
    .find((one) => one.id === id);
  const cell = rule?.cells.find((one) => one.role === role);
  if (!rule || !cell) throw new Error(`the plan has no ${name}`);
  return { rule, cell };
}
