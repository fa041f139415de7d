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
  {
    allowedEffects,
    prevented,
    baseUrl,
    standIn,
    witness,
  }: Pick<RunState, 'allowedEffects' | 'prevented' | 'baseUrl' | 'standIn' | 'witness'>,
  { action }: Pick<Rule, 'action'>,
): string | undefined {
  const { beyond, needsNewInstall } = actions.get(action.name) ?? {};
  if (needsNewInstall && !standIn)
    return `${action.name} takes an install that is not set up yet: a stand-in`;
  if (beyond === undefined) return undefined;
  if (!allowedEffects.includes(beyond))
    return `${action.name} ${EFFECTS[beyond]}; to allow that on ${new URL(baseUrl).host}, add ${beyond} to QA_PLAN_ALLOWED_EFFECTS`;
  return beyond === 'administrators' && witness === undefined
    ? `${action.name} ${EFFECTS[beyond]}, and only SQL can put that right: set LOCAL_DATABASE_URL`
    : prevented?.[beyond];
}
