import { keyOf } from '../lock/lock';

/**
 * The keys of all cells of the plan, as a lock has them.
 * @returns undefined where the plan has a problem, so that nobody knows
 */
export async function plannedCells(): Promise<ReadonlySet<string> | undefined> {
  const [{ requirePlan }, order, { composeRoles, PLAN_SEED }, { nameOfComposed, ROLE_OF_ROW }] =
    await Promise.all([
      import('../suite/compile'),
      import('../plan/order'),
      import('../compose/compose'),
      import('../compose/names'),
    ]);
  let suite: ReturnType<typeof requirePlan>;
  try {
    suite = requirePlan();
  } catch {
    return undefined;
  }
  const keys = new Set<string>();
  for (const target of ['local', 'demo'] as const)
    for (const { rules } of suite.plans[target].files)
      for (const rule of rules) {
        const about = { target, rule: rule.id };
        if (rule.surfaces.includes('api'))
          for (const { role } of order.cellsInOrder(rule))
            keys.add(keyOf({ ...about, role, surface: 'api' }));
        for (const control of rule.offers)
          for (const { role } of order.cellsOnPages(rule))
            keys.add(keyOf({ ...about, role, surface: 'ui', control }));
      }
  const composed = suite.composed.length > 0 ? composeRoles(PLAN_SEED) : [];
  for (const { rules } of suite.composed)
    for (const { id, role } of rules) {
      const names = role ? [ROLE_OF_ROW] : composed.map((_, index) => nameOfComposed(index));
      for (const name of names) keys.add(keyOf({ target: 'local', rule: id, role: name, surface: 'api' }));
    }
  return keys;
}
