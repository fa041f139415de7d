import { whyNotBeyond } from '../engine/beyond-the-run';
import type { Profile } from '../engine/profile';
import type { Rule } from '../plan/types';
import type { RunState } from '../target/state';
import { DEMO_ACTIONS } from './actions';
import { DEMO_CONTROLS, DEMO_PAGE_ACTIONS } from './controls';
import { DEMO_ROLES } from './roles';
import { openDemoWitness } from './witness';

/** A demo, where every user has a database of their own. */
export const DEMO: Profile = {
  name: 'demo',
  roles: DEMO_ROLES,
  requiredRoles: ['visitor', 'neighbour', 'anonymous'],
  actions: DEMO_ACTIONS,
  actionFile: () => 'src/demo/actions.ts',
  pageActions: DEMO_PAGE_ACTIONS,
  controls: DEMO_CONTROLS,
  whyNotRun: (state, rule, role) => whyNotBeyond(DEMO_ACTIONS, state, rule) ?? whyNotRun(state, rule, role),
  openWitness: openDemoWitness,
};

/**
 * The policy for demos: changes are sent only to hosts that are allowed by name, and rules that need an
 * administrator are tried only when one is given.
 */
export function whyNotRun(
  { mayChange, baseUrl, accounts }: Pick<RunState, 'mayChange' | 'baseUrl' | 'accounts'>,
  rule: Rule,
  role: string,
): string | undefined {
  if (!mayChange && !rule.safe)
    return `${rule.id} may change something, and ${new URL(baseUrl).host} is not in QA_PLAN_ALLOWED_HOSTS`;
  if (accounts.admin) return undefined;
  if (role === 'admin') return 'no administrator of the demo is given (DEMO_ADMIN_USERNAME)';
  const others = rule.cells.filter((cell) => cell.role !== 'admin');
  return others.some(({ expectation }) => expectation.kind === 'allow')
    ? undefined
    : `${rule.id} needs an administrator as its positive control, and none is given (DEMO_ADMIN_USERNAME)`;
}
