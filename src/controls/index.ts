import type { ActionCall, ActionInfo } from '../plan/types';
import { ACTIONS } from '../actions';
import { parseCall } from '../plan/action-call';
import { messageOf } from '../target/message';
import { ACCOUNT_CONTROLS } from './accounts';
import { ADDRESS_CONTROLS } from './addresses';
import { CONTENTS, CONTENTS_CONTROLS } from './contents';
import type { Control } from './control';
import { DATABASE_CONTROLS } from './database';
import { EXPLORER_CONTROLS } from './explorer';
import { FORM_CONTROLS } from './forms';
import { HOME_CONTROLS } from './home';
import { RECORD_CONTROLS } from './records';
import { SCHEMA_CONTROLS } from './schema';
import { SETTINGS_CONTROLS } from './settings';
import { TABLE_CONTROLS } from './table';

/** Every control that can offer a plan's rules, and those that were recorded without a rule. */
export const CONTROLS: readonly Control[] = [
  ...HOME_CONTROLS,
  ...DATABASE_CONTROLS,
  ...SCHEMA_CONTROLS,
  ...RECORD_CONTROLS,
  ...TABLE_CONTROLS,
  ...EXPLORER_CONTROLS,
  ...FORM_CONTROLS,
  ...SETTINGS_CONTROLS,
  ...ACCOUNT_CONTROLS,
  ...ADDRESS_CONTROLS,
  ...CONTENTS_CONTROLS,
];

/** The controls of a target, by the calls that they offer and by their names. */
export interface ControlIndex {
  /** The controls that offer a call, in the order of the pages; none where no page does. */
  for(call: ActionCall): readonly Control[];
  /** @throws Error for an unknown control */
  named(name: string): Control;
}

/** @param actions the verbs that controls may offer */
export function indexControls(
  controls: readonly Control[],
  actions: ReadonlyMap<string, ActionInfo>,
): ControlIndex {
  const byCall = new Map<string, Control[]>();
  for (const control of controls) {
    for (const offer of control.offers) {
      const key = keyOf(callOf(control, offer, actions));
      byCall.set(key, [...(byCall.get(key) ?? []), control]);
    }
  }
  const byName = new Map(controls.map((control) => [control.name, control]));
  if (byName.size < controls.length) {
    const twice = controls.find((control) => byName.get(control.name) !== control);
    throw new Error(`two controls are called "${twice?.name ?? ''}"; rename one of them`);
  }
  return {
    for: (call) => byCall.get(keyOf(call)) ?? [],
    named: (name) => {
      const control = byName.get(name);
      if (!control) throw new Error(`there is no control "${name}"; they are in src/controls/`);
      return control;
    },
  };
}

/** @throws Error naming the control where an offer is no call of the plan */
function callOf({ name }: Control, offer: string, actions: ReadonlyMap<string, ActionInfo>): ActionCall {
  try {
    return parseCall(offer, actions);
  } catch (cause) {
    throw new Error(`the control "${name}" offers no call of the plan: ${messageOf(cause)}`, { cause });
  }
}

/** Whatever order the arguments are written in, defaults written or not. */
const keyOf = ({ name, args }: ActionCall) =>
  JSON.stringify([name, Object.entries(args).sort(([one], [other]) => (one < other ? -1 : 1))]);

/** Verbs that exist on pages only. */
export const PAGE_ACTIONS: readonly ActionInfo[] = [CONTENTS];

/** The controls of Mathesar's pages. */
export const MATHESAR_CONTROLS = indexControls(
  CONTROLS,
  new Map(
    [...[...ACTIONS.values()].map(({ info }) => info), ...PAGE_ACTIONS].map((info) => [info.name, info]),
  ),
);
