import { ACTIONS } from '../../src/actions/index';
import type { Action } from '../../src/actions/action';
import { readAction } from '../../src/plan/action-call';
import { formatProblems } from '../../src/plan/format';
import { Problems } from '../../src/plan/problems';
import { SourceText } from '../../src/plan/source-text';
import { LOCAL } from '../../src/engine/local-profile';
import { vocabularyOf } from '../../src/engine/profile';

const KNOWN = vocabularyOf(LOCAL).actions;

/** Reads an action as a plan writes it, e.g. `forms.add(role: stronger)`. @throws Error with what is wrong */
export function readActionText(text: string): { action: Action; args: Record<string, unknown> } {
  const problems = new Problems();
  const { call } = readAction({ text, offset: 0 }, KNOWN, new SourceText('attempt', text), problems);
  const action = call && ACTIONS.get(call.name);
  if (!action) throw new Error(formatProblems(problems.sorted()));
  return { action, args: call.args };
}
