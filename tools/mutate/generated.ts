import { ACTIONS } from '../../src/actions/index';
import type { Rule } from '../../src/plan/types';
import type { Fault } from '../../src/target/stand-in';

/** What is sent to the makers leaves the install: no witness can see it. */
const UNSEEN_EFFECT = new Set(['analytics.upload_feedback']);

/**
 * The rules that try a method that a generated fault breaks. A suite with power sees the fault in one of their cells.
 * @returns undefined where nothing of the plan can tell the broken method from a whole one: an effect that no witness
 *   sees, or a caller's role that is ignored where no rule says that somebody's privileges do not suffice
 */
export function rulesThatSee({ kind, method = '' }: Fault, plan: readonly Rule[]): Rule[] | undefined {
  const rules = plan.filter(({ action }) => ACTIONS.get(action.name)?.info.methods.includes(method));
  if (kind === 'no-op' && UNSEEN_EFFECT.has(method)) return undefined;
  if (kind === 'as-owner' && !rules.some(deniesForPrivilege)) return undefined;
  return rules;
}

const deniesForPrivilege = ({ cells }: Rule): boolean =>
  cells.some(({ expectation }) => expectation.kind === 'deny' && expectation.reason === 'privilege');
