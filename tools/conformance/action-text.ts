import { ACTIONS } from '../../src/actions/index';
import type { Action } from '../../src/actions/action';
import { parseCall } from '../../src/plan/action-call';
import { LOCAL } from '../../src/engine/local-profile';
import { vocabularyOf } from '../../src/engine/profile';

const KNOWN = vocabularyOf(LOCAL).actions;

/** Reads an action as a plan writes it, e.g. `forms.add(role: stronger)`. @throws Error with what is wrong */
export function readActionText(text: string): { action: Action; args: Record<string, unknown> } {
  const call = parseCall(text, KNOWN);
  const action = ACTIONS.get(call.name);
  if (!action) throw new Error(`${call.name} is an action of pages only`);
  return { action, args: call.args };
}
