import { inLanes } from '../engine/lanes';
import type { Profile } from '../engine/profile';
import type { ActionCall, Rule } from '../plan/types';
import type { RunState } from '../target/state';
import { draftCell, withoutVainHiding, type DraftedCell } from './drafted';

/** What every role was witnessed to do with one call. */
export interface Draft {
  call: ActionCall;
  /** One for each role, in the order of the roles. */
  cells: DraftedCell[];
}

export interface DraftOptions {
  profile: Profile;
  state: RunState;
  /** The roles to try; all of the target without. */
  roles?: readonly string[];
  /** Ends the work after the current cell. */
  signal?: AbortSignal;
  /** Called with each draft when it is complete. */
  onDraft?: (draft: Draft) => void;
}

/**
 * Tries calls as every role.
 * @returns the drafts, in the order of the calls
 * @throws the signal's reason
 */
export async function draftCalls(
  calls: readonly ActionCall[],
  { profile, state, roles = profile.roles.map(({ name }) => name), signal, onDraft }: DraftOptions,
): Promise<Draft[]> {
  const drafts = new Map<string, Draft>();
  const witness = profile.openWitness(state);
  try {
    await inLanes(calls.map(asRule), { profile, state, witness }, async (rule, api) => {
      const cells: DraftedCell[] = [];
      for (const role of roles) {
        signal?.throwIfAborted();
        cells.push(await draftCell(rule, role, api, { profile, state }));
      }
      const draft = { call: rule.action, cells: withoutVainHiding(cells) };
      drafts.set(rule.id, draft);
      onDraft?.(draft);
    });
  } finally {
    await witness.close();
  }
  return calls.flatMap((call) => drafts.get(call.text) ?? []);
}

/** A call as the engine tries it; nothing is expected of it. */
const asRule = (action: ActionCall): Rule => ({
  ...{ id: action.text, title: action.text, action, cells: [], area: '', severity: 'normal' },
  ...{ installs: [], surfaces: ['api'], offers: [], position: { file: '', line: 1, column: 1 } },
});
