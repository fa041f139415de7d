import type { Action } from '../actions/action';
import type { Rule } from '../plan/types';
import { EFFECTS } from '../target/effects';
import type { RunState } from '../target/state';

/**
 * Why a rule is not run whose action does something to the install beyond the run's own objects.
 * @returns undefined where it does nothing of the kind, or the settings allow it and the install can have that effect
 */
export function whyNotBeyond(
  actions: ReadonlyMap<string, Action>,
  { allowedEffects, prevented, baseUrl }: Pick<RunState, 'allowedEffects' | 'prevented' | 'baseUrl'>,
  { action }: Pick<Rule, 'action'>,
): string | undefined {
  const beyond = actions.get(action.name)?.beyond;
  if (beyond === undefined) return undefined;
  if (allowedEffects.includes(beyond)) return prevented?.[beyond];
  return `${action.name} ${EFFECTS[beyond]}; to allow that on ${new URL(baseUrl).host}, add ${beyond} to QA_PLAN_ALLOWED_EFFECTS`;
}
